import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { type Environment, messageOf, ProbantError } from '../../core/index.ts';
import { givesFile, type VerbArgs, type VerbName, type VerbResult, validResult, verbs } from '../contract/index.ts';
import type { Driver, DriverAnswer, DriverAttachment, DriverProof } from '../driver.ts';
import { conform } from './conform.ts';
import { observe, type Seen } from './observe.ts';
import { pageError } from './page-errors.ts';
import { alreadySeen, type PageContext, type PageFunctions } from './pages.ts';
import { Profile, type ScenarioRecording } from './scenario-recording.ts';

/** What the browser driver needs. */
export interface BrowserDriverOptions {
  environment: Environment;
  /** Address of the product's screens. */
  adresse: string;
  pages: PageFunctions;
  /** Path of a Chromium, Chrome or Edge (`findBrowser`). */
  executablePath: string;
  /** Milliseconds that one act on the page may take. */
  delai: number;
  /** Films each scenario; needs `prepareVideo` to have answered true before. */
  video: boolean;
  /** Size of the window, in pixels. */
  ecran: { largeur: number; hauteur: number };
  /** Folder for files on their way to the evidence store; emptied at the end. */
  workFolder: string;
}

// Nothing but the product's traffic: a browser that phones home would blur the bench's journal.
const browserArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // One product, one site: processes kept ready for others only cost.
  '--process-per-site',
  '--disable-features=SpareRendererForSitePerProcess',
  '--in-process-gpu',
];

// A page function makes several acts, each within « delai »; this bounds the whole.
const actsInOneVerb = 6;

/**
 * The driver that works on the product's own screens. The publisher's page functions go to the right screen and tell
 * where each field is; Probant reads the fields itself, takes the capture and the accessibility tree.
 */
export function browserDriver(options: BrowserDriverOptions): Driver {
  return new BrowserDriver(options);
}

class BrowserDriver implements Driver {
  readonly name = 'browser';
  readonly #options: BrowserDriverOptions;
  #browser: Promise<Browser> | undefined;
  #profile: Promise<Profile> | undefined;
  #filmed: boolean;
  #recording: ScenarioRecording | undefined;
  #lastCapture: DriverAttachment[] = [];

  constructor(options: BrowserDriverOptions) {
    this.#options = options;
    this.#filmed = options.video;
  }

  can(verb: VerbName): boolean {
    return typeof this.#options.pages[verb] === 'function';
  }

  async perform<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<DriverAnswer<V>> {
    const play = this.#options.pages[verb];
    if (play === undefined) throw new ProbantError('verbe_absent', { verbe: verb });
    const page = await this.#page();
    try {
      const where = await this.#within(verb, () => play(this.#context(page), args));
      // At once: the capture shows the very screen that is read, and waiting for it costs nothing.
      const look = verbs[verb].kind === 'lecture' ? () => this.#capture(page) : () => this.#outline(page);
      const [seen, attachments] = await this.#within(verb, () => Promise.all([observe(where), look()]));
      return answerOf(verb, seen, attachments);
    } catch (thrown) {
      // The capture of where it stopped is what the publisher will look at first.
      await this.#capture(page).catch(() => []);
      throw pageError({ verb, adresse: this.#options.adresse, delai: this.#options.delai }, thrown);
    }
  }

  async openScenario(_scenario: string, automated = true): Promise<void> {
    this.#lastCapture = [];
    this.#recording = undefined;
    // Opened now, not at the first verb, so that the film covers what a person may do in between; there is nothing to
    // film where no point is the bench's.
    if (automated) await this.#page();
  }

  /** The screen as the point leaves it: the last read's own capture, or one taken now. */
  async closePoint(): Promise<DriverProof[]> {
    const page = this.#recording?.page;
    if (this.#lastCapture.length === 0 && page !== undefined) await this.#capture(page).catch(browserFailure);
    const captures = this.#lastCapture;
    this.#lastCapture = [];
    return captures.map(proofOf);
  }

  async closeScenario(): Promise<DriverProof[]> {
    const recording = this.#recording;
    this.#recording = undefined;
    return (await recording?.close().catch(browserFailure)) ?? [];
  }

  async close(): Promise<void> {
    const browser = await this.#browser?.catch(() => undefined);
    await browser?.close();
    await this.#options.environment.fs.remove(this.#options.workFolder);
  }

  #context(page: Page): PageContext {
    return { page, adresse: this.#options.adresse, lire: async (where) => alreadySeen(await observe(where)) };
  }

  async #page(): Promise<Page> {
    if (this.#recording === undefined) {
      this.#recording = await this.#begin().catch(browserFailure);
    }
    return this.#recording.page;
  }

  async #begin(): Promise<ScenarioRecording> {
    try {
      return await (await this.#opened()).begin();
    } catch (thrown) {
      // Playwright, loaded before `prepareVideo`, looks for ffmpeg elsewhere: the run goes on without film.
      if (!this.#filmed || !/ffmpeg/i.test(messageOf(thrown))) throw thrown;
      this.#filmed = false;
      this.#profile = undefined;
      return (await this.#opened()).begin();
    }
  }

  /** The profile of this driver's scenarios, opened with the browser. */
  #opened(): Promise<Profile> {
    this.#profile ??= this.#launched().then((browser) =>
      Profile.open(browser, { ...this.#options, video: this.#filmed, folder: this.#options.workFolder }),
    );
    return this.#profile;
  }

  #launched(): Promise<Browser> {
    this.#browser ??= this.#launch().catch((thrown: unknown) => {
      this.#browser = undefined;
      return browserFailure(thrown);
    });
    return this.#browser;
  }

  async #launch(): Promise<Browser> {
    await this.#options.environment.fs.mkdir(this.#options.workFolder);
    // Loaded late: Playwright reads PLAYWRIGHT_BROWSERS_PATH as it loads (see video.ts).
    const { chromium } = await import('playwright');
    const browser = await chromium.launch({
      executablePath: this.#options.executablePath,
      artifactsDir: join(this.#options.workFolder, 'artefacts'),
      args: browserArguments,
      // Chromium refuses its sandbox to root, and many containers refuse it to all; the only site is the product.
      chromiumSandbox: false,
    });
    // A browser that died is started again for the next scenario.
    browser.on('disconnected', () => {
      this.#browser = undefined;
      this.#profile = undefined;
    });
    return browser;
  }

  #within<T>(verb: VerbName, act: () => Promise<T> | T): Promise<T> {
    const limit = this.#options.delai * actsInOneVerb;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new ProbantError('delai_depasse', { verbe: verb, delai: String(limit) })), limit);
    });
    return Promise.race([Promise.resolve().then(act), late]).finally(() => clearTimeout(timer));
  }

  async #capture(page: Page): Promise<DriverAttachment[]> {
    const [outline, png] = await Promise.all([outlineOf(page), pictureOf(page)]);
    this.#lastCapture = [{ name: 'capture.png', mediaType: 'image/png', bytes: png }, outline];
    return this.#lastCapture;
  }

  /** After an action, the accessibility tree alone: the read or the point that follows takes the capture. */
  async #outline(page: Page): Promise<DriverAttachment[]> {
    this.#lastCapture = [];
    return [await outlineOf(page)];
  }
}

async function outlineOf(page: Page): Promise<DriverAttachment> {
  const aria = await page.locator('body').ariaSnapshot();
  return { name: 'ecran.aria.yaml', mediaType: 'application/yaml', bytes: Buffer.from(aria) };
}

// The whole page, for what is judged may lie below the fold; a list without end is cut.
const tallest = 1600;

async function pictureOf(page: Page): Promise<Buffer> {
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, tallest) };
  return page.screenshot({ scale: 'css', fullPage: true, clip });
}

function browserFailure(thrown: unknown): never {
  throw new ProbantError('navigateur_en_erreur', { detail: messageOf(thrown) }, thrown);
}

function proofOf(capture: DriverAttachment): DriverProof {
  return { ...capture, kind: capture.mediaType === 'image/png' ? 'capture_ecran' : 'aria', source: 'ecran' };
}

function answerOf<V extends VerbName>(verb: V, seen: Seen, capture: DriverAttachment[]): DriverAnswer<V> {
  const conformed = conform(verb, seen);
  const value: VerbResult<V> = validResult(verb, conformed.value);
  const source = conformed.read ? 'ecran' : 'adaptateur';
  // A document is in the value already, byte for byte; elsewhere the texts as displayed let anyone check our reading.
  const displayed = givesFile(verb) ? [] : [displayedTexts(seen)];
  return { value, source, attachments: [...capture, ...displayed] };
}

function displayedTexts(seen: Seen): DriverAttachment {
  return { name: 'affiche.json', mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(seen)) };
}
