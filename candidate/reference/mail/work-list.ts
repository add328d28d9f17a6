import type { VerbArgs, VerbResult } from '../../contract/index.ts';
import { instantText } from '../dates.ts';
import type { DefectSet } from '../defects.ts';
import { toComparable } from '../lexicon.ts';
import type { DocumentViews } from './document-views.ts';
import { withoutPrefix } from './mail-views.ts';
import type { Match } from './matching.ts';
import type { ReceivedMail, ReceivedPiece } from './received-mail.ts';

/** One line of the work list. */
export type WorkLine = VerbResult<'lireListeTravail'>['lignes'][number];

/** How the user wants the list. */
export type WorkQuery = VerbArgs<'lireListeTravail'>;

/** What the list is made with. */
export interface WorkFacts {
  views: DocumentViews;
  planted: DefectSet;
  match(received: ReceivedMail): Match;
}

interface Dated {
  at: Date;
  line: WorkLine;
}

/** The documents received that await the user (MSS va1.25, ERGO/va1.05, va1.06, va1.08). */
export class WorkList {
  readonly #facts: WorkFacts;

  constructor(facts: WorkFacts) {
    this.#facts = facts;
  }

  /** Lines that wait, the latest document first unless another order is asked for. */
  lines(received: readonly ReceivedMail[], query: WorkQuery): WorkLine[] {
    const kept = this.#facts.planted.has('liste-garde-les-traites');
    const waiting = received
      .filter(({ listed, filed }) => listed || (kept && filed !== null))
      .flatMap((one) => this.#linesOf(one));
    return this.#sorted(waiting, query)
      .filter((dated) => this.#isAsked(dated, query))
      .map(({ line }) => line);
  }

  /** Documents that nobody has opened, for the first screen of the mail (ERGO/va1.06). */
  unread(received: readonly ReceivedMail[], query: WorkQuery): WorkLine[] {
    return this.lines(
      received.filter(({ read }) => !read),
      query,
    );
  }

  /** Documents that the software filed by itself and that nobody has looked at (UX.40), the latest first. */
  integratedUnseen(received: readonly ReceivedMail[]): WorkLine[] {
    const { planted } = this.#facts;
    if (planted.has('integres-non-listes')) return [];
    const unseen = received.filter(
      ({ integration, read }) =>
        (integration === 'automatique' && (!read || planted.has('integres-consultes-gardes'))) ||
        (integration === 'manuelle' && planted.has('integres-manuels-listes')),
    );
    return this.#sorted(
      unseen.flatMap((one) => this.#linesOf(one)),
      {},
    ).map(({ line }) => line);
  }

  #linesOf(received: ReceivedMail): Dated[] {
    const { id, documents, mail, at } = received;
    const etat = this.#state(received);
    if (documents.length > 0) return documents.map((piece) => this.#line(piece, received, etat));
    const auteur = mail.from.name || mail.from.address;
    const plain = { message: id, patient: '', type: 'Courriel', titre: withoutPrefix(mail.subject), auteur, etat };
    return [{ at, line: { ...plain, date: instantText(at), alertes: [] } }];
  }

  #line(piece: ReceivedPiece, { id, mail, at }: ReceivedMail, etat: string): Dated {
    const { views } = this.#facts;
    const date = piece.cda.at ?? at;
    return {
      at: date,
      line: {
        message: id,
        patient: views.patientOf(piece),
        type: views.typeOf(piece),
        titre: views.titleOf(piece, mail.subject),
        auteur: views.authorOf(piece),
        date: instantText(date),
        etat,
        alertes: views.alerts(piece),
      },
    };
  }

  #state(received: ReceivedMail): string {
    const { planted, match } = this.#facts;
    const unread = !received.read && !planted.has('liste-non-lu-absent');
    const loose =
      received.documents.length > 0 && match(received).kind !== 'sûr' && !planted.has('liste-a-rattacher-tu');
    return [unread ? 'non lu' : 'lu', loose ? 'à rattacher' : ''].filter((part) => part !== '').join(', ');
  }

  #sorted(lines: Dated[], { tri }: WorkQuery): Dated[] {
    const latest = (one: Dated, other: Dated): number => other.at.getTime() - one.at.getTime();
    const { planted } = this.#facts;
    const dated = planted.has('liste-ordre-inverse') ? lines.toSorted(latest).reverse() : lines.toSorted(latest);
    if (tri === undefined || tri === 'date' || planted.has('liste-tri-ignore')) return dated;
    return dated.toSorted((one, other) => one.line[tri].localeCompare(other.line[tri], 'fr'));
  }

  #isAsked({ at, line }: Dated, { patient, type, date }: WorkQuery): boolean {
    const { planted } = this.#facts;
    const mine = planted.has('liste-filtre-patient-ignore') || holds(line.patient, patient);
    const then = planted.has('liste-filtre-date-ignore') || date === undefined || dayOf(at) === date;
    return mine && then && (planted.has('liste-filtre-type-ignore') || holds(line.type, type));
  }
}

/** The day that the screens show, `AAAA-MM-JJ`. */
function dayOf(at: Date): string {
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

function holds(text: string, part: string | undefined): boolean {
  return part === undefined || toComparable(text).includes(toComparable(part));
}
