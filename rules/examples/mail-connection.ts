import { GeneralizedTime, Integer, Sequence } from 'asn1js';
import type { RuleInputs } from '../rule.ts';
import { wire } from './mails.ts';
import { observation } from './observation.ts';

const configuration = `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="test.mssante.fr">
<incomingServer type="imap"><hostname>imap.test.mssante.fr</hostname><port>143</port></incomingServer>
<outgoingServer type="smtp"><hostname>smtp.test.mssante.fr</hostname><port>587</port></outgoingServer>
</emailProvider></clientConfig>`;

/** A mailbox that was configured: what the product asked, and the servers that it shows. */
export function configured({ asked = true, smtp = 'smtp.test.mssante.fr:587' } = {}): RuleInputs {
  const inputs = wire(
    ...(asked ? [{ body: '', method: 'GET', path: '/mail/config-v1.1.xml?emailaddress=a%40b' }] : []),
  );
  const serveurs = [
    { role: 'envoi', adresse: smtp },
    { role: 'réception', adresse: 'imap.test.mssante.fr:143' },
  ];
  return { ...inputs, 'reponse-1': Buffer.from(configuration), lecture: observation({ serveurs }) };
}

/** A revocation list of the operators' authority that was served, and the lists that the product shows. */
export function servedList({ until = '2026-03-09T10:00:00Z', fin = '09/03/2026 11:00' } = {}): RuleInputs {
  const dates = [new Date('2026-03-01T00:00:00Z'), new Date(until)].map(
    (valueDate) => new GeneralizedTime({ valueDate }),
  );
  const signed = new Sequence({ value: [new Integer({ value: 1 }), ...dates] });
  const list = Buffer.from(new Sequence({ value: [signed] }).toBER());
  const inputs = wire({ body: '', method: 'GET', path: '/CRL/ACI-EL-ORG-TEST.crl' });
  const listes = [{ autorite: 'TEST AC IGC-SANTE ELEMENTAIRE ORGANISATIONS', fin }];
  return { ...inputs, 'reponse-1': list, lecture: observation({ listes }) };
}

/** A right trace of a mail, but for what is told. */
export function mailTrace(changes: Partial<typeof rightTrace> = {}): typeof rightTrace {
  return { ...rightTrace, ...changes };
}

const rightTrace = {
  date: '02/03/2026 10:15:30',
  auteur: 'Dr Alix TÉMOIN',
  action: 'Envoi',
  demande: 'Envoi de « Avis » à confrere@test.mssante.fr',
  reponse: '250 2.6.0 OK: queued as 4',
};

/** A mail that the server answered by a code, and the trace that the product shows of it. */
export function tracedMail({
  trace = rightTrace,
  status = 250,
}: {
  trace?: typeof rightTrace;
  status?: number;
}): RuleInputs {
  const inputs = wire({ body: 'From: a', method: 'DATA', path: 'psc', status });
  return { ...inputs, lecture: observation({ lignes: [trace] }) };
}
