import type { DomainExamples } from '../examples/index.ts';

export const examples: DomainExamples = {
  'mss.objet': { file: 'courriel', right: 'Subject: XDM/1.0/DDM+', wrong: 'Subject: XDM ' },
  'mss.pieces': { file: 'courriel', right: 'IHE_XDM.ZIP', wrong: 'DOCUMENTS.ZIP' },
  'mss.corps': { file: 'courriel', right: 'charset=UTF-8', wrong: 'charset=ISO-8859-1' },
  'mss.message-id': { file: 'courriel', right: 'Message-ID: <1c0e@test.mssante.fr>', wrong: 'Message-ID: 1c0e' },
  'mss.x-mss-codecda': { file: 'courriel', right: 'X-MSS-CODECDA: 11490-0', wrong: 'X-MSS-CODECDA: 34112-3' },
  'mss.x-mss-ins': { file: 'courriel', right: 'X-MSS-INS: O', wrong: 'X-MSS-INS: N' },
  'mss.x-mss-nil': { file: 'courriel', right: 'X-MSS-NIL: 123456', wrong: 'X-MSS-NIL: produit' },
  'mss.x-mss-mes': { file: 'courriel', right: 'X-MSS-INS: O', wrong: 'X-MSS-INS: O\r\nX-MSS-MES: fin' },
  'mss.expediteur': {
    file: 'courriel',
    right: 'From: Dr_Alix_TEMOIN_Cabinet <',
    wrong: 'From: <',
    parameters: { bal: 'PER', nom: 'TEMOIN', prenom: 'Alix' },
  },
};
