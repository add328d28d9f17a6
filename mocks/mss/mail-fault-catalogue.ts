import type { MailFault } from './mail-fault.ts';

/** A fault of protocol that the operator can show. */
export interface MailFaultNote {
  /** French: what happens. */
  titre: string;
  /** Exigences tested: ECO of the référentiel n°2, and those of the REM that take them over. */
  exigences: readonly string[];
  /** One of them, as it is programmed. */
  exemple: MailFault;
}

/** What a mail fault is, whatever its stage. */
export type MailFaultKind =
  | 'smtp_refus_passager'
  | 'smtp_refus_definitif'
  | 'smtp_lenteur'
  | 'smtp_coupure'
  | 'imap_refus'
  | 'imap_lenteur'
  | 'imap_coupure'
  | 'imap_fin'
  | 'imap_jeton_mort';

const isolated = ['ECO.1.2.3', 'SC.MSS/CONF.08'];
const reopened = ['ECO.1.2.7', 'SC.MSS/CONF.11'];

/** Every fault of protocol, and the exigences that each tests (facts, MSS §9.4). */
export const mailFaultCatalogue: Readonly<Record<MailFaultKind, MailFaultNote>> = {
  smtp_refus_passager: {
    titre: 'SMTP : 421, 450, 451 ou 452 à une étape',
    exigences: isolated,
    exemple: { protocole: 'smtp', etape: 'RCPT', effet: { kind: 'refus', code: 450 }, fois: 1 },
  },
  smtp_refus_definitif: {
    titre: 'SMTP : 550, 552 ou 554 à une étape',
    exigences: [...isolated, 'SC.TBB/va1.05'],
    exemple: { protocole: 'smtp', etape: 'FIN_DATA', effet: { kind: 'refus', code: 552 } },
  },
  smtp_lenteur: {
    titre: 'SMTP : réponse tardive',
    exigences: isolated,
    exemple: { protocole: 'smtp', etape: 'DATA', effet: { kind: 'attente', ms: 58_000 } },
  },
  smtp_coupure: {
    titre: 'SMTP : connexion coupée à une étape, au milieu du message comprise',
    exigences: reopened,
    exemple: { protocole: 'smtp', etape: 'MESSAGE', effet: { kind: 'coupure' } },
  },
  imap_refus: {
    titre: 'IMAP : NO ou BAD à une commande (`MOVE` : « Internal error » observé)',
    exigences: isolated,
    exemple: { protocole: 'imap', commande: 'MOVE', effet: { kind: 'refus', text: 'Internal error' } },
  },
  imap_lenteur: {
    titre: 'IMAP : lecture tardive (58 s observées)',
    exigences: isolated,
    exemple: { protocole: 'imap', commande: 'FETCH', effet: { kind: 'attente', ms: 58_000 } },
  },
  imap_coupure: {
    titre: 'IMAP : connexion coupée, après N commandes ou pendant IDLE',
    exigences: reopened,
    exemple: { protocole: 'imap', commande: 'IDLE', effet: { kind: 'coupure', ms: 1_000 } },
  },
  imap_fin: {
    titre: 'IMAP : session close par l’opérateur (BYE), Pro Santé Connect restant valide',
    exigences: reopened,
    exemple: { protocole: 'imap', commande: '*', effet: { kind: 'fin' }, apres: 5 },
  },
  imap_jeton_mort: {
    titre: 'Authentification refusée, comme pour un jeton expiré ou révoqué',
    exigences: ['ECO.1.2.1', 'SC.MSS/CONF.07', ...isolated],
    exemple: { protocole: 'imap', commande: 'AUTHENTICATE', effet: { kind: 'refus', status: 'NO' }, fois: 1 },
  },
};
