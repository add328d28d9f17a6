import { z } from 'zod';
import type { Finding } from '../../core/index.ts';
import { discrepancy, unless } from '../findings.ts';
import { defineRule } from '../rule.ts';
import { lookup } from './lookup.ts';
import { type Hl7Message, segmentsNamed } from './message.ts';
import { carriesDocument, type Family, familyOf, withMessage } from './reading.ts';

/** Required segments of each family, in order. */
const required: Readonly<Record<Family, readonly string[]>> = {
  ORU: ['MSH', 'PID', 'PV1', 'ORC', 'OBR', 'OBX'],
  MDM: ['MSH', 'EVN', 'PID', 'PV1', 'ORC', 'OBR', 'TXA', 'OBX'],
  ADT: ['MSH', 'EVN', 'PID', 'PV1'],
  ACK: ['MSH', 'MSA'],
  ZAM: ['MSH', 'OBX'],
  autre: ['MSH'],
};

/** Segments that there is one of at most. */
const single = ['MSH', 'EVN', 'PID', 'PV1', 'MSA', 'TXA'];

/** Segments of a document's request: those between which they stand. */
const followers: Readonly<Record<string, readonly string[]>> = {
  PRT: ['OBX', 'PRT'],
  NTE: ['OBX', 'PRT', 'NTE', 'OBR', 'ORC', 'PID'],
};

export const structure = defineRule({
  id: 'hl7.structure',
  version: '2',
  title: 'Le message a les segments que veut son type, dans leur ordre',
  source:
    'CI-SIS, volet « Transmission d’un document CDA-R2 en HL7v2 » 2.1, profils ORU_R01, MDM, ACK, ZAM_Z01 (documenté) ; ADT : IHE ITI TF-2 §3.30 et 3.31 (cadre de PAM France, non relu)',
  appliesTo: 'document',
  parameters: z.object({}),
  check: (inputs) =>
    withMessage(inputs, (message) => [
      ...missing(message),
      ...repeated(message),
      ...misplaced(message),
      ...names(message),
      ...alone(message),
    ]),
});

// A required segment that is there but before one that comes first is misplaced, not missing.
function missing(message: Hl7Message): Finding[] {
  let last = 0;
  return required[familyOf(message)].flatMap((name) => {
    const [segment] = segmentsNamed(message, name);
    if (segment === undefined) return [absent(name, message)];
    const early = segment.position < last;
    last = Math.max(last, segment.position);
    return unless(!early, {
      code: 'ordre',
      where: `${name}[1]`,
      expected: required[familyOf(message)].join(', '),
      got: `segment n° ${segment.position}`,
      message: `Le segment ${name} n’est pas à sa place.`,
      remedy: `Émettez les segments dans l’ordre du profil : ${required[familyOf(message)].join(', ')}.`,
    });
  });
}

function absent(name: string, message: Hl7Message): Finding {
  return discrepancy({
    code: 'segment-absent',
    where: name,
    expected: required[familyOf(message)].join(', '),
    got: null,
    message: `Le segment ${name} est requis et n’y est pas.`,
    remedy: `Ajoutez le segment ${name}, à sa place dans l’ordre du profil, et vérifiez que chaque segment se termine par un retour chariot (0x0D).`,
  });
}

function repeated(message: Hl7Message): Finding[] {
  return single.flatMap((name) =>
    unless(segmentsNamed(message, name).length <= 1, {
      code: 'segment-repete',
      where: `${name}[2]`,
      expected: 'un seul',
      got: String(segmentsNamed(message, name).length),
      message: `Le segment ${name} est répété alors qu’un message ne porte que sur un patient et une demande.`,
      remedy: `Émettez un message par patient et par demande, chacun avec un seul segment ${name} et son propre MSH-10.`,
    }),
  );
}

function misplaced(message: Hl7Message): Finding[] {
  return message.segments.flatMap((segment, i) => {
    const admitted = lookup(followers, segment.name);
    const before = message.segments[i - 1]?.name ?? '';
    return unless(admitted === undefined || admitted.includes(before) || !carriesDocument(message), {
      code: 'ordre',
      where: `${segment.name}[${segment.rank}]`,
      expected: `après ${admitted?.join(', ')}`,
      got: before,
      message: `Le segment ${segment.name} n’est pas rattaché à ce qu’il complète.`,
      remedy: `Déplacez ce ${segment.name} : les PRT suivent aussitôt l’OBX du document, les NTE ce qu’ils commentent.`,
    });
  });
}

function names(message: Hl7Message): Finding[] {
  const wrong = message.segments.find(({ name }) => !/^[A-Z][A-Z0-9]{2}$/.test(name));
  return unless(wrong === undefined, {
    code: 'segment-illisible',
    where: `segment n° ${wrong?.position}`,
    expected: 'un nom de segment de trois caractères',
    got: (wrong?.name ?? '').slice(0, 40),
    message: 'Une ligne n’est pas un segment.',
    remedy:
      'Échappez en \\.br\\ les fins de ligne des valeurs saisies, et encodez le document en base64 d’un seul tenant.',
  });
}

function alone({ followed }: Hl7Message): Finding[] {
  return unless(!followed, {
    code: 'octets-apres',
    where: 'après l’octet 0x1C',
    expected: 'la fin du message (0x0D)',
    got: 'd’autres octets, qui ne sont pas lus',
    message: 'Le bloc MLLP est suivi d’autre chose : un destinataire ne lira que son premier message.',
    remedy:
      'Envoyez un message par bloc MLLP (0x0B … 0x1C 0x0D) et un bloc par fichier, et échappez l’octet 0x1C dans les valeurs (\\X1C\\).',
  });
}
