import { Given } from '@cucumber/cucumber';
import type { ServiceFault } from '../../mocks/index.ts';
import type { ProbantWorld } from './world.ts';

const services = {
  INSi: 'insi',
  DMP: 'dmp',
  'Pro Santé Connect': 'psc',
  'Annuaire Santé': 'annuaire',
} as const satisfies Record<string, ServiceFault['service']>;

// docs/pannes.md lists them; « erreur insi_102 » is an error of the service itself, by its code.
Given(
  /^une panne « (.+) » du service (INSi|DMP|Pro Santé Connect|Annuaire Santé)$/,
  async function (this: ProbantWorld, panne: string, service: keyof typeof services) {
    await this.controls.pannes.set({ service: services[service], ...described(panne), ...personKeys(this) });
  },
);

/** `http_503`, `lenteur 5000 ms`, `erreur insi_102`. */
function described(text: string): Pick<ServiceFault, 'panne' | 'code' | 'delaiMs'> {
  const [panne = '', detail] = text.split(' ');
  const kind = { panne: panne as ServiceFault['panne'] };
  if (detail === undefined) return kind;
  return panne === 'lenteur' ? { ...kind, delaiMs: Number(detail) } : { ...kind, code: detail };
}

/** Only the exchanges about the scenario's person meet the fault, where there is one: others are played at the same time. */
function personKeys({ subjects, subject }: ProbantWorld): Pick<ServiceFault, 'cles'> {
  return subjects.length === 0 ? {} : { cles: [subject.person.nomNaissance, subject.person.matricule] };
}
