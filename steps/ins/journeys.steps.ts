import { When } from '@cucumber/cucumber';
import type { Attribut } from '../../candidate/index.ts';
import type { ProbantWorld, Seen } from '../runtime/index.ts';
import { create, mark, recover, validate } from './actions.ts';
import { memory } from './memory.ts';

When("il crée l'identité du patient", function (this: ProbantWorld) {
  return create(this, this.subject);
});

const strictTraits = ['nomNaissance', 'prenom', 'sexe', 'dateNaissance', 'lieuNaissance'] as const;

When("il tente cinq créations, chacune sans l'un des traits stricts", async function (this: ProbantWorld) {
  for (const sans of strictTraits) {
    const traits = { ...this.subject.saisie };
    delete traits[sans];
    // The list of first names would give the first one away.
    if (sans === 'prenom') delete traits.prenoms;
    memory(this).refusals.push({ sans, result: (await this.perform('creerIdentite', { traits })) as Seen });
  }
});

When('il crée les identités et appelle INSi pour chacune', async function (this: ProbantWorld) {
  this.mark();
  for (const subject of this.subjects) {
    await create(this, subject);
    const before = await this.read('lireFiche', subject);
    const call = await this.read('appelerInsi', subject);
    memory(this).calls.push({ subject, before: before as Seen, call: call as Seen });
  }
});

When("il contrôle l'identité sur un passeport", function (this: ProbantWorld) {
  return validate(this);
});

When("il marque l'identité {attribut}", function (this: ProbantWorld, attribut: Attribut) {
  return mark(this, attribut);
});

When('il appelle INSi', async function (this: ProbantWorld) {
  this.mark();
  await this.read('appelerInsi');
});

When('il accepte le retour INSi', async function (this: ProbantWorld) {
  await this.perform('accepterInsi', { dossier: this.dossier() });
});

When(/^il appelle (?:de nouveau )?INSi et accepte son retour$/, async function (this: ProbantWorld) {
  this.mark();
  await recover(this);
});

When('il ouvre la fiche du patient', async function (this: ProbantWorld) {
  await this.read('lireFiche');
});

When('il change le nom de naissance', async function (this: ProbantWorld) {
  memory(this).changed = { nomNaissance: newName(this) };
  this.subject.names = [newName(this)];
  await this.perform('modifierIdentite', { dossier: this.dossier(), traits: { nomNaissance: newName(this) } });
});

When('il change la date de naissance', async function (this: ProbantWorld) {
  const traits = { dateNaissance: newDate(this) };
  memory(this).changed = traits;
  await this.perform('modifierIdentite', { dossier: this.dossier(), traits });
});

When('il tente de changer le nom de naissance', async function (this: ProbantWorld) {
  memory(this).before = (await this.read('lireFiche')) as Seen;
  await this.perform('modifierIdentite', { dossier: this.dossier(), traits: { nomNaissance: newName(this) } });
});

When('il change le prénom utilisé et le téléphone', async function (this: ProbantWorld) {
  const traits = complements(this);
  await this.perform('modifierIdentite', { dossier: this.dossier(), traits });
});

When('il cherche le matricule du patient', async function (this: ProbantWorld) {
  const { matricule, cle } = this.subject.person;
  memory(this).search = (await this.perform('chercherParMatricule', { matricule: matricule + cle })) as Seen;
});

When('il produit le document à transmettre', async function (this: ProbantWorld) {
  await this.perform('produireDocument', { dossier: this.dossier() });
});

/** The birth name that a user types in place of the person's: drawn from the run as well. */
export function newName({ subject }: ProbantWorld): string {
  return `${subject.person.nomNaissance}NEO`;
}

/** The birth date that a user types in place of the person's. */
export function newDate({ subject }: ProbantWorld): string {
  const { dateNaissance } = subject.person;
  return `${Number(dateNaissance.slice(0, 4)) - 1}${dateNaissance.slice(4)}`;
}

/** Complementary traits that a user types, drawn from the run. */
export function complements({ subject }: ProbantWorld): { prenomUtilise: string; telephone: string } {
  const digits = subject.person.nomUtilise.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) % 10));
  return { prenomUtilise: subject.person.prenoms.split(' ').at(-1) ?? '', telephone: `06${digits.slice(0, 8)}` };
}
