import { element, textElement, type Xml } from '../xml.ts';
import type { Recipient } from './document.ts';
import { nationalIds } from './organisation.ts';
import type { Source } from './subject.ts';

/** `informationRecipient`: everybody that the document is meant for (DOC/va1.06). */
export function recipients({ document, planted }: Source): Xml[] {
  return planted.has('destinataires-cda-absents') ? [] : document.destinataires.map(recipient);
}

function recipient({ nom, prenom, rpps, mssante }: Recipient): Xml {
  const telecom = mssante === '' ? { nullFlavor: 'NASK' } : { value: `mailto:${mssante}`, use: 'WP' };
  return element(
    'informationRecipient',
    { typeCode: 'PRCP' },
    element(
      'intendedRecipient',
      {},
      // PS_IdNat: 8 and the RPPS (facts, DMP §3).
      element('id', { root: nationalIds.professional, extension: `8${rpps}` }),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', telecom),
      element(
        'informationRecipient',
        {},
        element('name', {}, textElement('family', nom), textElement('given', prenom)),
      ),
    ),
  );
}
