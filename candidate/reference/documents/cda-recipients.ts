import { element, textElement, type Xml } from '../xml.ts';
import type { Recipient } from './document.ts';
import { localInstant } from './instants.ts';
import { nationalIds } from './organisation.ts';
import type { Source } from './subject.ts';

/** `informationRecipient`: everybody that the document is meant for (DOC/va1.06). */
export function recipients({ document, planted }: Source): Xml[] {
  if (planted.has('destinataires-cda-absents')) return [];
  const cited = document.compteRendu !== undefined && planted.has('cr-destinataires-omis') ? 1 : undefined;
  return document.destinataires.slice(0, cited).map(recipient);
}

/** `participant` REF: who asked for the examination, and the MSSanté address of that person (DOC/va1.17, va1.28). */
export function requester({ document, planted }: Source): Xml {
  const { compteRendu } = document;
  if (compteRendu === undefined || planted.has('cr-demandeur-absent')) return '';
  const { demandeur } = compteRendu;
  const telecom = planted.has('cr-demandeur-sans-adresse')
    ? { nullFlavor: 'NASK' }
    : { value: `mailto:${demandeur.mssante}`, use: 'WP' };
  return element(
    'participant',
    { typeCode: 'REF' },
    element('time', { 'xsi:type': 'IVL_TS' }, element('high', { value: localInstant(document.date) })),
    element(
      'associatedEntity',
      { classCode: 'PROV' },
      professionalId(demandeur),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', telecom),
      element('associatedPerson', {}, name(demandeur)),
    ),
  );
}

function recipient(one: Recipient): Xml {
  const { mssante } = one;
  const telecom = mssante === '' ? { nullFlavor: 'NASK' } : { value: `mailto:${mssante}`, use: 'WP' };
  return element(
    'informationRecipient',
    { typeCode: 'PRCP' },
    element(
      'intendedRecipient',
      {},
      professionalId(one),
      element('addr', { nullFlavor: 'NASK' }),
      element('telecom', telecom),
      element('informationRecipient', {}, name(one)),
    ),
  );
}

// PS_IdNat: 8 and the RPPS (facts, DMP §3).
function professionalId({ rpps }: Recipient): Xml {
  return element('id', { root: nationalIds.professional, extension: `8${rpps}` });
}

function name({ nom, prenom }: Recipient): Xml {
  return element('name', {}, textElement('family', nom), textElement('given', prenom));
}
