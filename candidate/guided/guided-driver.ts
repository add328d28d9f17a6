import { basename } from 'node:path';
import { type Environment, isProbantError, type Json, type PointKey, ProbantError } from '../../core/index.ts';
import { givesFile, type VerbArgs, type VerbName, validResult, verbs } from '../contract/index.ts';
import { labelOf, mediaTypeOf } from '../display/index.ts';
import type { Driver, DriverAnswer, DriverAttachment, DriverProof } from '../driver.ts';
import { droppedFor, pieceCap, takePiece, typedPath } from './pieces.ts';
import { askValue, type Interview } from './questions.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** Who acts, and where. */
export interface GuidedDriverOptions {
  /** Its streams are the terminal. */
  environment: Environment;
  /** The person's name; asked once when absent. */
  personne?: string;
  /** Folder of the files dropped by control point. */
  pieces?: string;
  /** True when the input is a script that answers in a person's stead; otherwise only a TTY counts as somebody. */
  scripted?: boolean;
  /** Largest piece taken in, in bytes. */
  cap?: number;
}

/**
 * The driver of products that no program drives: a person acts in the product and tells what the screen shows, the
 * bench watches the wire. Files are taken in control point by control point.
 */
export function guidedDriver(options: GuidedDriverOptions): Driver {
  return new GuidedDriver(options);
}

class GuidedDriver implements Driver {
  readonly name = 'guided';
  readonly #options: GuidedDriverOptions;
  readonly #terminal: Terminal;
  #person: string | undefined;
  #scenario = '';
  #acted = false;

  constructor(options: GuidedDriverOptions) {
    const { environment, scripted } = options;
    this.#options = options;
    this.#person = options.personne;
    const streams = { stdin: environment.stdin, stdout: environment.stdout };
    this.#terminal = openTerminal(scripted === undefined ? streams : { ...streams, scripted });
  }

  /** Somebody is at the terminal. */
  can(): boolean {
    return this.#terminal.interactive;
  }

  async perform<V extends VerbName>(verb: V, args: VerbArgs<V>): Promise<DriverAnswer<V>> {
    if (!this.#terminal.interactive) throw absent(verb);
    this.#acted = true;
    const interview = this.#interview(verb);
    const person = await this.#named(interview);
    this.#tell(verb, args);
    await interview.ask('Faites-le dans le produit, puis appuyez sur Entrée. ');
    if (givesFile(verb)) return this.#document(verb, interview, person);
    const value = await askValue(interview, verbs[verb].result, '');
    return { value: validResult(verb, value), source: 'personne', person, attachments: [] };
  }

  openScenario(scenario: string): Promise<void> {
    this.#scenario = scenario;
    this.#acted = false;
    return Promise.resolve();
  }

  async closePoint(point: PointKey, label: string): Promise<DriverProof[]> {
    const acted = this.#acted;
    this.#acted = false;
    // Dropped files count even where nobody sits at the terminal; questions only where somebody just acted.
    const dropped = await this.#dropped(point);
    if (!acted || !this.#terminal.interactive) return dropped;
    return [...dropped, ...(await this.#offered(point, label, dropped.length))];
  }

  closeScenario(): Promise<DriverProof[]> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    this.#terminal.close();
    return Promise.resolve();
  }

  #interview(verb: VerbName): Interview {
    return {
      say: (text) => this.#terminal.say(text),
      ask: async (question) => {
        const line = await this.#terminal.ask(question);
        if (line === null) throw absent(verb);
        return line;
      },
    };
  }

  async #named(interview: Interview): Promise<string> {
    while (this.#person === undefined || this.#person === '') {
      this.#person = (await interview.ask('Votre nom (il figurera au dossier) : ')).trim();
    }
    return this.#person;
  }

  #tell(verb: VerbName, args: object): void {
    this.#terminal.say(`\n── ${this.#scenario} ── à vous, ${this.#person}`);
    this.#terminal.say(verbs[verb].summary);
    for (const line of linesOf(args as Json, 1)) this.#terminal.say(line);
  }

  async #document<V extends VerbName>(verb: V, interview: Interview, person: string): Promise<DriverAnswer<V>> {
    const path = typedPath(this.#options.environment, await interview.ask('  Chemin du fichier produit : '));
    const bytes = await this.#options.environment.fs.readFile(path).catch(() => null);
    if (bytes === null) {
      interview.say(`  « ${path} » est introuvable ou illisible.`);
      return this.#document(verb, interview, person);
    }
    const nom = basename(path);
    const value = { nom, typeMime: mediaTypeOf(nom, bytes), contenu: bytes.toString('base64') };
    return { value: validResult(verb, value), source: 'personne', person, attachments: [] as DriverAttachment[] };
  }

  async #dropped(point: PointKey): Promise<DriverProof[]> {
    const { environment, pieces, cap = pieceCap } = this.#options;
    const paths = pieces === undefined ? [] : await droppedFor(environment, pieces, point);
    const taken: DriverProof[] = [];
    for (const path of paths) {
      const piece = await takePiece(environment, path, cap).catch(refusedPiece);
      if (!('refused' in piece)) taken.push(piece);
      else if (this.#terminal.interactive) this.#terminal.say(`  ${said(piece.refused)}`);
      else throw piece.refused;
    }
    return taken;
  }

  async #offered(point: PointKey, label: string, already: number): Promise<DriverProof[]> {
    const { environment, cap = pieceCap } = this.#options;
    const taken: DriverProof[] = [];
    this.#terminal.say(
      `\nPièces du point ${point.ordinal} — ${label}${already === 0 ? '' : ` (${already} déjà déposées)`}`,
    );
    for (;;) {
      const line = await this.#terminal.ask('  Fichier PNG, MP4 ou PDF (Entrée pour continuer) : ');
      if (line === null || line.trim() === '') return taken;
      const piece = await takePiece(environment, typedPath(environment, line), cap).catch(refusedPiece);
      if ('refused' in piece) this.#terminal.say(`  ${said(piece.refused)}`);
      else taken.push(piece);
    }
  }
}

function refusedPiece(thrown: unknown): { refused: ProbantError } {
  if (isProbantError(thrown, 'piece_refusee')) return { refused: thrown };
  throw thrown;
}

function said(error: ProbantError): string {
  return `${error.message} ${error.remedy}`;
}

function absent(verb: VerbName): ProbantError {
  return new ProbantError('personne_absente', { etape: verbs[verb].summary, verbe: verb });
}

function linesOf(value: Json, depth: number): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([field, inner]) => {
    const start = `${'  '.repeat(depth)}${labelOf(field)} :`;
    if (typeof inner === 'object' && inner !== null) return [start, ...linesOf(inner as Json, depth + 1)];
    return inner === undefined ? [] : [`${start} ${String(inner)}`];
  });
}
