// Mailboxes.
import type { PageFunctions } from 'probant/candidate';

export const messagerie: PageFunctions = {};
