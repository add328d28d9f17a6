import { Then, When } from '@cucumber/cucumber';
import { latestDocument } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { transmit } from './actions.ts';

When(
  /^il enregistre (la non-opposition|l'opposition) du patient à l'alimentation de son DMP$/,
  async function (this: ProbantWorld, choice: string) {
    const refus = choice === "l'opposition";
    await this.perform('enregistrerRefus', { dossier: this.dossier(), canal: 'dmp', refus });
  },
);

Then(
  /^le journal des accès montre (la non-opposition|l'opposition), datée et signée$/,
  async function (this: ProbantWorld, choice: string) {
    const actions = choice === "l'opposition" ? ['refus', 'oppose'] : ['non-opposition', 'refus du patient levé'];
    const lecture = await this.read('lireJournalAcces');
    await this.judge('ins.journal-acces', { lecture }, { auteur: this.utilisateur, actions });
  },
);

// A hospital deposits by its platform, a practice by itself: the requirement is the same.
When('il demande le dépôt du document au DMP, directement ou par la plateforme', async function (this: ProbantWorld) {
  if (this.couloir.startsWith('HOP')) return transmit(this, { dmp: true });
  const { subject, document } = latestDocument(this);
  this.mark();
  const open = { masquePs: false, invisiblePatient: false, invisibleRepresentants: false };
  await this.perform('deposerDmp', { dossier: this.dossier(subject), document, ...open });
});

Then('le document part vers le DMP, directement ou par la plateforme', function (this: ProbantWorld) {
  return expectDeposits(this, 1);
});

Then('rien ne part vers le DMP, ni directement ni par la plateforme', async function (this: ProbantWorld) {
  await expectDeposits(this, 0);
  const verb = this.couloir.startsWith('HOP') ? 'transmettrePfi' : 'deposerDmp';
  await this.judge('ins.message', { lecture: this.last.get(verb) as Seen }, {});
});

async function expectDeposits(world: ProbantWorld, expected: number): Promise<void> {
  if (world.couloir.startsWith('HOP')) {
    const echanges = (await world.slice('hl7', expected)) as Seen;
    await world.judge('pfi.nombre', { echanges }, { nombre: expected, dmp: true });
    return;
  }
  const echanges = (await world.slice('dmp', expected)) as Seen;
  await world.judge('dmp.nombre-depots', { echanges }, { depots: expected });
  if (expected > 0) await world.judge('dmp.reponse', { echanges });
}
