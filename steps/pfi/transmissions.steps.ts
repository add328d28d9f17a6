import { Given, Then, When } from '@cucumber/cucumber';
import { expectChained } from '../documents/actions.ts';
import { latestDocument } from '../documents/memory.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { draft, expectGiven, expectSubject, transmit, validateWatched } from './actions.ts';

const choices = {
  'masqué aux professionnels': ['masquePs', 'MASQUE_PS'],
  'non visible du patient': ['invisiblePatient', 'INVISIBLE_PATIENT'],
  'non visible des représentants légaux': ['invisibleRepresentants', 'INVISIBLE_REP_LEGAUX'],
} as const;

type Choice = keyof typeof choices;

Given('deux correspondants aux adresses MSSanté connues', function (this: ProbantWorld) {
  for (const { adresse, prenom, nom } of [this.drawCorrespondent(), this.drawCorrespondent()]) {
    this.controls.mss.declareMailbox({ address: adresse, kind: 'PER', label: `Dr_${prenom}_${nom}`, accuses: 'dsn' });
  }
});

Given(
  /^(?:le |l')(dépôt automatique au DMP|envoi automatique aux destinataires) par la plateforme (réglé|non réglé)$/,
  async function (this: ProbantWorld, what: string, state: string) {
    const reglage = what.startsWith('dépôt') ? 'depot_automatique_pfi' : 'envoi_automatique_pfi';
    await this.perform('regler', { reglage, valeur: state === 'réglé' ? 'oui' : 'non' });
  },
);

Given('une lettre de liaison à la sortie destinée aux correspondants', function (this: ProbantWorld) {
  return draft(this, 'lettre_sortie');
});

When('il valide le document', function (this: ProbantWorld) {
  return validateWatched(this);
});

When(
  /^il transmet le document à la plateforme pour le DMP(?:, (masqué aux professionnels|non visible du patient|non visible des représentants légaux))?$/,
  async function (this: ProbantWorld, choice?: Choice | null) {
    await transmit(this, { dmp: true, ...(choice ? { [choices[choice][0]]: true } : {}) });
  },
);

When('il transmet le document à la plateforme pour les correspondants', async function (this: ProbantWorld) {
  await transmit(this, { destinataires: this.correspondents.map(({ adresse }) => adresse) });
});

Then('un document est transmis à la plateforme, pour le DMP seul', async function (this: ProbantWorld) {
  const valeurs = { DESTDMP: 'Y', DESTMSSANTEPS: 'N', DESTMSSANTEPAT: 'N', MASQUE_PS: 'N' } as const;
  const message = await expectGiven(this, { valeurs, destinataires: [] });
  await expectSubject(this, message);
  await this.judge('hl7.txa', { message });
});

Then(
  'un document est transmis à la plateforme pour le DMP, « {} »',
  async function (this: ProbantWorld, choice: Choice) {
    const codes = Object.values(choices).map(([, code]) => [code, code === choices[choice][1] ? 'Y' : 'N'] as const);
    await expectGiven(this, { valeurs: { DESTDMP: 'Y', ...Object.fromEntries(codes) } });
  },
);

Then('un document est transmis à la plateforme, pour les correspondants seuls', async function (this: ProbantWorld) {
  const destinataires = this.correspondents.map(({ adresse }) => adresse);
  const valeurs = { DESTDMP: 'N', DESTMSSANTEPS: 'Y', DESTMSSANTEPAT: 'N' } as const;
  const message = await expectGiven(this, { valeurs, destinataires });
  await expectSubject(this, message);
});

Then(
  'un message de résultats porte le document à la plateforme, pour le DMP seul',
  async function (this: ProbantWorld) {
    const valeurs = { DESTDMP: 'Y', DESTMSSANTEPS: 'N', DESTMSSANTEPAT: 'N' } as const;
    const message = await expectGiven(this, { famille: 'ORU', valeurs, destinataires: [] });
    await expectSubject(this, message);
  },
);

Then(
  'la nouvelle version part dans un message de résultats, comme un remplacement',
  async function (this: ProbantWorld) {
    await expectGiven(this, { famille: 'ORU', demande: 'remplacement' });
  },
);

Then('la nouvelle version est transmise à la plateforme comme un remplacement', async function (this: ProbantWorld) {
  const message = await expectGiven(this, { demande: 'remplacement' });
  await this.judge('hl7.txa', { message });
  this.last.set('message pfi', message);
});

Then("le courriel à écrire annonce qu'il annule et remplace", async function (this: ProbantWorld) {
  await this.judge('pfi.annule-et-remplace', { message: this.last.get('message pfi') as Seen });
  await expectChained(this);
});

Then("aucun document n'est transmis à la plateforme", async function (this: ProbantWorld) {
  await this.judge('pfi.nombre', { echanges: (await this.slice('hl7', 0)) as Seen }, { nombre: 0 });
});

Then('les transmissions montrent le document et ses destinations', async function (this: ProbantWorld) {
  const destinations = this.correspondents.map(({ adresse }) => adresse);
  await shows(this, { destinations: destinations.length === 0 ? ['DMP'] : destinations });
});

Then('les transmissions montrent le document accepté par la plateforme', async function (this: ProbantWorld) {
  await shows(this, { acquittement: ['accepté'] });
});

async function shows(world: ProbantWorld, montre: Record<string, string[]>): Promise<void> {
  const { titre } = latestDocument(world);
  await world.judge('pfi.suites', { lecture: await world.read('lireTransmissions') }, { titre, montre });
}
