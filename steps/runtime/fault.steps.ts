import { Given } from '@cucumber/cucumber';
import { type PscFault, readMailFault, type ServiceFault, testPhysician } from '../../mocks/index.ts';
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

// « 450 à RCPT », « coupure à MESSAGE », « attente 58000 ms à FETCH », « NO à MOVE », « fin à IDLE » (docs/pannes.md).
Given(/^une panne (SMTP|IMAP) « (.+) »$/, function (this: ProbantWorld, protocol: 'SMTP' | 'IMAP', text: string) {
  const [, effect = '', ms, where = ''] = /^(\S+)(?: (\d+) ms)? à (.+)$/.exec(text) ?? [];
  const place = protocol === 'SMTP' ? { protocole: 'smtp', etape: where } : { protocole: 'imap', commande: where };
  const [correspondent] = this.correspondents;
  const bal = protocol === 'SMTP' && correspondent !== undefined ? { bal: correspondent.adresse } : {};
  this.controls.mss.fault(readMailFault({ ...place, effet: mailEffect(effect, ms), ...bal }));
});

Given('les jetons Pro Santé Connect de l’utilisateur sont expirés', function (this: ProbantWorld) {
  this.controls.psc.expireTokens(testPhysician.id);
});

Given('les sessions Pro Santé Connect de l’utilisateur sont révoquées', function (this: ProbantWorld) {
  this.controls.psc.revoke(testPhysician.id);
});

Given('Pro Santé Connect envoie une réponse fausse « {word} »', function (this: ProbantWorld, fault: PscFault) {
  this.controls.psc.program({ subject: testPhysician.id, faults: [fault] });
});

function mailEffect(effect: string, ms: string | undefined): object {
  if (/^\d{3}$/.test(effect)) return { kind: 'refus', code: Number(effect) };
  if (effect === 'NO' || effect === 'BAD') return { kind: 'refus', status: effect };
  return ms === undefined ? { kind: effect } : { kind: effect, ms: Number(ms) };
}

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
