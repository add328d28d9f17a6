import { mdm, replacement } from '../examples/hl7.ts';
import type { DomainExamples } from '../examples/index.ts';
import { observation } from '../examples/observation.ts';
import type { RuleInputs } from '../rule.ts';

/** A slice of the platform's journal that holds these messages. */
export function given(...messages: string[]): RuleInputs {
  const exchanges = messages.map((_, i) => ({
    n: i + 1,
    at: '2026-03-02T09:15:30.250Z',
    outcome: 'complet',
    attribution: 'personne',
    tls: null,
    request: { method: 'MLLP', path: 'MDM^T02^MDM_T02', headers: [], input: `requete-${i + 1}` },
  }));
  const bodies = messages.map((message, i) => [`requete-${i + 1}`, Buffer.from(message)] as const);
  return { echanges: observation({ service: 'hl7', exchanges }), ...Object.fromEntries(bodies) };
}

/** A right replacement whose mail says what it is. */
export function announced(text = 'Ce document annule et remplace le précédent.'): string {
  return replacement().replace('Qm9uam91cg==', Buffer.from(text).toString('base64'));
}

const line = {
  titre: 'Lettre USAGEDEFI',
  date: '02/03/2026 09:15:30',
  destinations: 'DMP',
  acquittement: 'accepté',
  dmp: 'déposé au DMP',
  mssante: '',
};

export const examples: DomainExamples = {
  'pfi.nombre': {
    seen: { right: 'Un document choisi part une fois.', wrong: 'Le document choisi part deux fois.' },
    inputs: (side) => (side === 'right' ? given(mdm()) : given(mdm(), mdm())),
    parameters: { nombre: 1 },
  },
  'pfi.annule-et-remplace': {
    seen: {
      right: 'Le courriel de la nouvelle version dit qu’elle annule et remplace la précédente.',
      wrong: 'Le courriel de la nouvelle version n’en dit rien.',
    },
    inputs: (side) => ({ message: Buffer.from(side === 'right' ? announced() : announced('Bonjour.')) }),
  },
  'pfi.suites': {
    read: {
      right: { lignes: [line] },
      wrong: { lignes: [{ ...line, dmp: '' }] },
    },
    parameters: { titre: 'USAGEDEFI', montre: { dmp: ['déposé'] } },
  },
};
