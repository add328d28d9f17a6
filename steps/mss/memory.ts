import { scenarioMemory } from '../runtime/index.ts';
import type { ReceivedMail } from './plain-mail.ts';

interface Memory {
  received?: ReceivedMail;
}

/** What the steps of the mailboxes keep. */
export const memory = scenarioMemory((): Memory => ({}));
