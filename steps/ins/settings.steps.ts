import { Then, When } from '@cucumber/cucumber';
import type { ProbantWorld, Seen } from '../runtime/index.ts';

When("il règle les justificatifs forts à carte d'identité et passeport", async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'justificatifs_forts', valeur: 'CN,PA' });
});

When("il règle l'affichage du téléphone dans le bandeau", async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'champs_ecran', valeur: 'telephone' });
});

When("il règle les éditions pour qu'elles portent le téléphone", async function (this: ProbantWorld) {
  await this.perform('regler', { reglage: 'traits_edition', valeur: 'telephone' });
});

When(
  /^il (active|désactive) la validation automatique sur justificatif fort$/,
  async function (this: ProbantWorld, action: string) {
    const valeur = action === 'active' ? 'oui' : 'non';
    await this.perform('regler', { reglage: 'validation_automatique', valeur });
  },
);

When('il enregistre un passeport comme justificatif', async function (this: ProbantWorld) {
  await this.perform('enregistrerJustificatif', { dossier: this.dossier(), justificatif: 'PA' });
});

When("il contrôle l'identité sur une carte de séjour", async function (this: ProbantWorld) {
  await this.perform('validerIdentite', { dossier: this.dossier(), justificatif: 'CS' });
});

Then('le bandeau montre les traits obligatoires et le téléphone', async function (this: ProbantWorld) {
  const lecture = await this.read('lireBandeau');
  const { nomNaissance = '', prenom = '', sexe = '', dateNaissance = '', telephone = '' } = this.subject.saisie;
  await this.judge('ins.bandeau', { lecture }, { champs: { nomNaissance, prenom, sexe, dateNaissance, telephone } });
});

Then('le document porte les traits, le matricule et sa nature', async function (this: ProbantWorld) {
  const { nomNaissance, prenom, sexe, dateNaissance, matricule, cle } = this.subject.person;
  const traits = { nomNaissance, prenom, sexe, dateNaissance, matricule: matricule + cle, nature: 'NIR' };
  await this.judge('ins.document-traits', { lecture: this.last.get('produireDocument') as Seen }, { traits });
});

Then('le document porte le téléphone', async function (this: ProbantWorld) {
  const { telephone = '' } = this.subject.saisie;
  await this.judge(
    'ins.document-traits',
    { lecture: this.last.get('produireDocument') as Seen },
    { traits: { telephone } },
  );
});
