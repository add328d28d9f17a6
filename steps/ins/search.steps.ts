import { Given, Then, When } from '@cucumber/cucumber';
import type { Saisie, VerbArgs } from '../../candidate/index.ts';
import type { ProbantWorld, Seen, Subject } from '../runtime/index.ts';
import { create, knownToInsi } from './actions.ts';
import { memory } from './memory.ts';

Given("un second patient d'une autre date de naissance", async function (this: ProbantWorld) {
  const [first] = this.subjects;
  const other = this.drawSubject();
  const dateNaissance = otherDate(first?.saisie.dateNaissance ?? '');
  await create(this, other, { ...other.saisie, dateNaissance });
});

Given('un second patient de même date de naissance', async function (this: ProbantWorld) {
  const [first] = this.subjects as [Subject];
  const other = this.drawSubject();
  // Another first name, whatever the draw: a search by its first characters must tell them apart.
  const prenom = first.person.prenom.startsWith('Z') ? 'WILFRIED' : 'ZEPHYR';
  const { dateNaissance } = first.saisie;
  await create(this, other, {
    ...other.saisie,
    nomNaissance: `ZZ${other.person.nomNaissance}`,
    prenom,
    prenoms: prenom,
    ...(dateNaissance === undefined ? {} : { dateNaissance }),
  });
});

const signs: Record<string, { write: (name: string) => string; plain: (name: string) => string }> = {
  'une apostrophe': { write: (name) => `D'${name}`, plain: (name) => `D ${name}` },
  'un tiret': { write: (name) => `${name}-PROBANT`, plain: (name) => `${name} PROBANT` },
  'des accents': { write: (name) => `É${name}È`, plain: (name) => `E${name}E` },
  'une cédille et une ligature': { write: (name) => `FRANÇŒUR ${name}`, plain: (name) => `FRANCOEUR ${name}` },
};

Given(
  /^un patient dont le nom de naissance porte (une apostrophe|un tiret|des accents|une cédille et une ligature)$/,
  async function (this: ProbantWorld, sign: string) {
    const { write, plain } = signs[sign] as (typeof signs)[string];
    const subject = this.drawSubject();
    const { nomNaissance } = subject.person;
    subject.saisie = { ...subject.saisie, nomNaissance: write(nomNaissance) };
    memory(this).names = [plain(nomNaissance), write(nomNaissance)];
    await create(this, subject);
  },
);

Given('un patient aux traits tous saisis', function (this: ProbantWorld) {
  const subject = this.drawSubject();
  knownToInsi(this, subject);
  const prenomUtilise = subject.person.prenoms.split(' ').at(-1) ?? '';
  subject.saisie = { ...subject.saisie, prenomUtilise, telephone: '0612345678' };
});

// The name in use stays: it is what tells this run's reads from another's.
Given('un patient aux seuls traits obligatoires saisis', function (this: ProbantWorld) {
  const subject = this.drawSubject();
  const { prenoms: _, ...required } = subject.saisie;
  subject.saisie = required;
});

When('il cherche par la date de naissance', function (this: ProbantWorld) {
  return search(this, (saisie) => ({ nomNaissance: '', dateNaissance: saisie.dateNaissance ?? '' }));
});

When('il cherche par la date de naissance et les premiers caractères du nom', function (this: ProbantWorld) {
  return search(this, ({ nomNaissance = '', dateNaissance = '' }) => ({
    nomNaissance: nomNaissance.slice(0, 6),
    dateNaissance,
  }));
});

When('il cherche par la date de naissance et les premiers caractères du prénom', function (this: ProbantWorld) {
  return search(this, ({ prenom = '', dateNaissance = '' }) => ({
    nomNaissance: '',
    prenom: prenom.slice(0, 3),
    dateNaissance,
  }));
});

When('il cherche par le nom et une autre date de naissance', function (this: ProbantWorld) {
  return search(this, ({ nomNaissance = '', dateNaissance = '' }) => ({
    nomNaissance,
    dateNaissance: otherDate(dateNaissance),
  }));
});

Then('la recherche trouve le patient et pas le second', function (this: ProbantWorld) {
  const [first, second] = this.subjects as [Subject, Subject];
  return expectFound(this, { contient: [this.dossier(first)], exclut: [this.dossier(second)] });
});

Then('la recherche trouve le patient et le second', function (this: ProbantWorld) {
  return expectFound(this, { contient: this.subjects.map((subject) => this.dossier(subject)), exclut: [] });
});

Then('la recherche ne trouve pas le patient', function (this: ProbantWorld) {
  return expectFound(this, { contient: [], exclut: [this.dossier()] });
});

Then('la recherche du nom trouve le patient, avec et sans ce signe', async function (this: ProbantWorld) {
  for (const nomNaissance of memory(this).names) {
    await search(this, () => ({ nomNaissance }));
    await expectFound(this, { contient: [this.dossier()], exclut: [] });
  }
});

type Criteria = VerbArgs<'chercherParTraits'>;

/** Searches, and checks that what is shown is the search that was asked for. */
async function search(world: ProbantWorld, criteria: (saisie: Saisie) => Criteria): Promise<void> {
  const asked = criteria((world.subjects[0] as Subject).saisie);
  const lecture = (await world.perform('chercherParTraits', asked)) as Seen;
  for (const critere of Object.values(asked).filter((text): text is string => text !== undefined && text !== '')) {
    await world.judge('lecture.critere', { lecture }, { critere });
  }
  memory(world).search = lecture;
}

async function expectFound(world: ProbantWorld, expected: { contient: string[]; exclut: string[] }): Promise<void> {
  await world.judge('ins.recherche-dossiers', { lecture: memory(world).search as Seen }, expected);
}

/** A date that is surely not that one. */
function otherDate(date: string): string {
  return `${Number(date.slice(0, 4)) - 71}${date.slice(4)}`;
}
