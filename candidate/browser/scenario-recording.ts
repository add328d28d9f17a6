import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Video } from 'playwright';
import type { DriverProof } from '../driver.ts';

/** How a scenario is played and recorded. */
export interface RecordingOptions {
  adresse: string;
  delai: number;
  video: boolean;
  /** Size of the window, in pixels. */
  ecran: { largeur: number; hauteur: number };
  /** Folder for files on their way to the evidence store. */
  folder: string;
}

// The film is no wider and slow, to leave the processor to the product.
const film = { width: 640, fps: 2 };

/**
 * The browser profile that a driver's scenarios are played in, one after the other. Each begins without cookie, storage
 * or page of the one before; a profile of its own for each would cost a tenth of the run.
 */
export class Profile {
  readonly #context: BrowserContext;
  readonly #options: RecordingOptions;

  private constructor(context: BrowserContext, options: RecordingOptions) {
    this.#context = context;
    this.#options = options;
  }

  static async open(browser: Browser, options: RecordingOptions): Promise<Profile> {
    const { adresse, delai, video, folder, ecran } = options;
    const width = Math.min(film.width, ecran.largeur);
    const size = { width, height: Math.round((ecran.hauteur * width) / ecran.largeur) };
    const context = await browser.newContext({
      viewport: { width: ecran.largeur, height: ecran.hauteur },
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      baseURL: adresse,
      // The product's own screens often stand on a test certificate; the mocks' TLS is what is judged.
      ignoreHTTPSErrors: true,
      ...(video ? { recordVideo: { dir: folder, size, fps: film.fps } } : {}),
    });
    context.setDefaultTimeout(delai);
    // The film shows what snapshots would, and they cost a tenth of the run.
    await context.tracing.start({ snapshots: false, screenshots: false });
    return new Profile(context, options);
  }

  /** Begins a scenario. */
  async begin(): Promise<ScenarioRecording> {
    await this.#context.tracing.startChunk();
    return ScenarioRecording.open(this.#context, this.#options);
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

/** One scenario in the browser, filmed and traced from its opening to its end. */
export class ScenarioRecording {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #options: RecordingOptions;
  readonly #videos: Video[] = [];
  readonly #watch = (page: Page): void => {
    const video = page.video();
    if (video !== null) this.#videos.push(video);
  };

  private constructor(context: BrowserContext, page: Page, options: RecordingOptions) {
    this.#context = context;
    this.#options = options;
    this.page = page;
    this.#watch(page);
    context.on('page', this.#watch);
  }

  static async open(context: BrowserContext, options: RecordingOptions): Promise<ScenarioRecording> {
    return new ScenarioRecording(context, await context.newPage(), options);
  }

  /** Ends the scenario and gives its film, one a window, and its trace. */
  async close(): Promise<DriverProof[]> {
    const trace = join(this.#options.folder, 'trace.zip');
    await this.#context.tracing.stopChunk({ path: trace });
    this.#context.off('page', this.#watch);
    await this.#forget();
    for (const page of this.#context.pages()) await page.close();
    const proofs: DriverProof[] = [];
    for (const [index, video] of this.#videos.entries()) {
      const name = index === 0 ? 'video.webm' : `video-${index + 1}.webm`;
      proofs.push(proof('video', { name, mediaType: 'video/webm', bytes: await taken(await video.path()) }));
    }
    proofs.push(proof('trace', { name: 'trace.zip', mediaType: 'application/zip', bytes: await taken(trace) }));
    return proofs;
  }

  /** Takes away whatever the product left in the profile. */
  async #forget(): Promise<void> {
    await this.#context.clearCookies();
    await this.#context.clearPermissions();
    const devtools = await this.#context.newCDPSession(this.page);
    const origin = new URL(this.#options.adresse).origin;
    await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  }
}

function proof(kind: DriverProof['kind'], file: Pick<DriverProof, 'name' | 'mediaType' | 'bytes'>): DriverProof {
  return { kind, source: 'ecran', ...file };
}

async function taken(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  await rm(path, { force: true });
  return bytes;
}
