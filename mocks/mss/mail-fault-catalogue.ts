/** A fault of protocol that the operator can show, and the exigences that it tests. */
export interface MailFaultEntry {
  /** French: what happens. */
  titre: string;
  exigences: readonly string[];
}

const isolated = ['ECO.1.2.3', 'SC.MSS/CONF.08'];

/** What {@link MailFault} can make happen (facts, MSS §9.4). */
export const mailFaultCatalogue: readonly MailFaultEntry[] = [
  { titre: 'SMTP : 421, 450, 451 ou 452 à une étape (refus passager)', exigences: isolated },
  { titre: 'SMTP : 550, 552 ou 554 à une étape (refus définitif)', exigences: [...isolated, 'SC.TBB/va1.05'] },
  { titre: 'SMTP ou IMAP : réponse tardive, 58 s observées', exigences: isolated },
  { titre: 'IMAP : NO ou BAD à une commande (`MOVE` → « Internal error » observé)', exigences: isolated },
  {
    titre: 'SMTP ou IMAP : connexion coupée à une étape, après N commandes ou pendant IDLE',
    exigences: ['ECO.1.2.7', 'SC.MSS/CONF.11'],
  },
  {
    titre: 'IMAP : session close par l’opérateur (BYE), Pro Santé Connect restant valide',
    exigences: ['ECO.1.2.7', 'SC.MSS/CONF.11'],
  },
  {
    titre: 'Jeton expiré ou révoqué : défi XOAUTH2 « 401 », puis 535 ou NO',
    exigences: ['ECO.1.2.1', 'SC.MSS/CONF.07', ...isolated],
  },
  { titre: 'Refresh token mort : les sessions suivantes sont refusées', exigences: ['ECO.1.2.6', 'SC.MSS/CONF.10'] },
  { titre: 'Boîte pleine, message trop gros (452, 552, OVERQUOTA)', exigences: isolated },
];
