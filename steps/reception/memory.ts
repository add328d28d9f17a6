import type { Correspondent } from '../../core/index.ts';
import type { CorrespondentMail, SentDocument } from '../../mocks/index.ts';
import { type ProbantWorld, ProductStop, type Subject, scenarioMemory } from '../runtime/index.ts';

/** A mail that the product received in this scenario. */
export interface Received {
  from: Correspondent;
  subject: Subject;
  /** Wording of its subject, drawn from the run. */
  libelle: string;
  date: string;
  /** The mail as its sender wrote it. */
  mail: CorrespondentMail;
  /** Absent for a mail without document. */
  document?: SentDocument;
  /** The product's own identifier of the mail, once its list has shown it. */
  message?: string;
}

/** The mails received in a scenario, the oldest first. */
export const receivedOf = scenarioMemory((): Received[] => []);

/** The mail that the present steps are about: the latest. */
export function latestReceived(world: ProbantWorld): Received {
  const latest = receivedOf(world).at(-1);
  if (latest === undefined) throw new ProductStop('Aucun courriel n’a été reçu');
  return latest;
}
