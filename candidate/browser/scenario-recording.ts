import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Video } from 'playwright';
import { messageOf } from '../../core/index.ts';
import type { DriverProof } from '../driver.ts';

/** How a scenario is played and recorded. */
export interface RecordingOptions {
  adresse: string;
  delai: number;
  video: boolean;
  /** Folder for files on their way to the evidence store. */
  folder: string;
}

// The viewport of a common screen; the film is smaller and slower, to leave the processor to the product.
const viewport = { width: 1280, height: 800 };
const film = { size: { width: 1024, height: 640 }, fps: 10 };

/** One scenario in the browser: a fresh profile, filmed and traced from its opening to its end. */
export class ScenarioRecording {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #folder: string;
  readonly #videos: Video[];

  private constructor(context: BrowserContext, page: Page, kept: { folder: string; videos: Video[] }) {
    this.#context = context;
    this.#folder = kept.folder;
    this.#videos = kept.videos;
    this.page = page;
  }

  /** Opens the scenario; without film when Playwright, loaded before `prepareVideo`, looks for ffmpeg elsewhere. */
  static async open(browser: Browser, options: RecordingOptions): Promise<ScenarioRecording> {
    try {
      return await ScenarioRecording.#opened(browser, options);
    } catch (thrown) {
      if (!options.video || !/ffmpeg/i.test(messageOf(thrown))) throw thrown;
      return ScenarioRecording.#opened(browser, { ...options, video: false });
    }
  }

  static async #opened(browser: Browser, options: RecordingOptions): Promise<ScenarioRecording> {
    const context = await browser.newContext({
      viewport,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      baseURL: options.adresse,
      // The product's own screens often stand on a test certificate; the mocks' TLS is what is judged.
      ignoreHTTPSErrors: true,
      ...(options.video ? { recordVideo: { dir: options.folder, ...film } } : {}),
    });
    context.setDefaultTimeout(options.delai);
    const videos: Video[] = [];
    context.on('page', (page) => {
      const video = page.video();
      if (video !== null) videos.push(video);
    });
    await context.tracing.start({ snapshots: true, screenshots: false });
    return new ScenarioRecording(context, await context.newPage(), { folder: options.folder, videos });
  }

  /** Ends the scenario and gives its film, one a window, and its trace. */
  async close(): Promise<DriverProof[]> {
    const trace = join(this.#folder, 'trace.zip');
    await this.#context.tracing.stop({ path: trace });
    await this.#context.close();
    const proofs: DriverProof[] = [];
    for (const [index, video] of this.#videos.entries()) {
      const name = index === 0 ? 'video.webm' : `video-${index + 1}.webm`;
      proofs.push({
        kind: 'video',
        source: 'ecran',
        name,
        mediaType: 'video/webm',
        bytes: await taken(await video.path()),
      });
    }
    proofs.push({
      kind: 'trace',
      source: 'ecran',
      name: 'trace.zip',
      mediaType: 'application/zip',
      bytes: await taken(trace),
    });
    return proofs;
  }
}

async function taken(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  await rm(path, { force: true });
  return bytes;
}
