import { z } from 'zod';
import { type Finding, textAt } from '../../core/index.ts';
import { unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { assertionsOf } from './assertions.ts';
import { eachRequest, type InsiRequest, ns } from './soap.ts';

export const emetteur = defineRule({
  id: 'insi.emetteur',
  version: '2',
  title: 'L’émetteur des deux contextes est la structure du certificat client, ou le professionnel de la carte',
  source:
    'INSI-04 ; faits INSi §1.4 (observé : OU du certificat en mode certificat, NameID de l’assertion en mode carte) ; ' +
    'en mode Pro Santé Connect l’un ou l’autre (inféré)',
  appliesTo: 'echanges',
  parameters: z.object({}),
  check: (inputs) =>
    eachRequest(inputs, (request) =>
      ['bam:ContexteBAM/bam:Emetteur', 'lps:ContexteLPS/lps:Emetteur'].flatMap((path) => senderAt(request, path)),
    ),
});

function senderAt(request: InsiRequest, path: string): Finding[] {
  const told = textAt(request.document, `/soap:Envelope/soap:Header/${path}`, ns);
  const { names, expected } = senders(request);
  return unless(told !== null && names.includes(told), {
    code: 'emetteur',
    where: request.at(path),
    expected,
    got: told,
    message: 'L’émetteur n’est ni la structure du certificat client, ni le professionnel de l’assertion.',
    remedy:
      'Écrivez dans Emetteur des deux contextes l’OU du certificat client (mode certificat), ou l’identifiant national du professionnel, qui est le NameID de l’assertion (mode carte).',
  });
}

function senders({ exchange, document }: InsiRequest): { names: string[]; expected: string } {
  const subject = exchange.tls?.peer?.subject ?? '';
  const units = [...subject.matchAll(/OU=([^,/+\n]+)/g)].map(([, unit]) => unit?.trim() ?? '');
  const [professional] = assertionsOf(document).professionals;
  const structure = `OU du certificat (${subject})`;
  if (professional === undefined) return { names: units, expected: structure };
  const expected = `NameID de l’assertion (${professional.nameId})`;
  if (professional.mode === 'carte') return { names: [professional.nameId], expected };
  return { names: [professional.nameId, ...units], expected: `${expected} ou ${structure}` };
}
