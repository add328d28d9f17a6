import { testMailDomain } from '../core/index.ts';
import type { MssControl } from './mss/index.ts';
import { testPhysician } from './psc/index.ts';

/** Structure of the test product: its FINESS behind the prefix of a Struct_IdNat (facts, DMP §3). */
export const productStructure = '1630000018';

/** Mailboxes of the test product. */
export const productMailboxes = {
  /** Personal mailbox of its physician. */
  per: `alix.temoin@${testMailDomain}`,
  /** Mailbox of the software itself. */
  app: `cabinet.temoin@${testMailDomain}`,
  /** Mailbox of the practice, to which answers to the software's mails go. */
  org: `secretariat.temoin@${testMailDomain}`,
} as const;

/** The product's own mailboxes belong to no scenario. */
export function declareProduct(control: MssControl): void {
  const { nom, prenom } = testPhysician;
  control.declareMailbox({ address: productMailboxes.per, kind: 'PER', label: `Dr_${prenom}_${nom}` });
  control.declareMailbox({ address: productMailboxes.org, kind: 'ORG', label: 'Cabinet Témoin' });
  control.declareMailbox({
    address: productMailboxes.app,
    kind: 'APP',
    label: 'Cabinet Témoin',
    structure: productStructure,
  });
}
