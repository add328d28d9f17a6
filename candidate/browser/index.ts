export { type BrowserDriverOptions, browserDriver } from './browser-driver.ts';
export { findBrowser } from './find-browser.ts';
export {
  attribut,
  type Cell,
  type Columns,
  dansAdresse,
  definePages,
  document,
  liste,
  type PageContext,
  type PageFunction,
  type PageFunctions,
  type Place,
  type TexteOptions,
  tableau,
  texte,
  verrouilles,
  type Where,
} from './pages.ts';
export { findFfmpeg, prepareVideo } from './video.ts';
