import { Given } from '@cucumber/cucumber';
import type { Statut } from '../../candidate/index.ts';
import { type Identity, nirKey, publishedIdentities } from '../../core/index.ts';
import type { ProbantWorld, Subject } from '../runtime/index.ts';
import { createWithStatus, knownToInsi, openSession, programInsi } from './actions.ts';

Given('un utilisateur ordinaire', function (this: ProbantWorld) {
  return openSession(this, 'ordinaire');
});

Given('un super utilisateur', function (this: ProbantWorld) {
  return openSession(this, 'superutilisateur');
});

Given('un utilisateur non habilité à INSi', function (this: ProbantWorld) {
  return openSession(this, 'sans_insi');
});

Given("un utilisateur non habilité à l'INS", function (this: ProbantWorld) {
  return openSession(this, 'sans_ins');
});

Given("un patient connu d'INSi", function (this: ProbantWorld) {
  knownToInsi(this, this.drawSubject());
});

Given("un patient connu d'INSi avec un historique de matricules", function (this: ProbantWorld) {
  knownToInsi(
    this,
    this.drawSubject((person) => ({ ...person, historique: [former(person)] })),
  );
});

Given("un patient dont l'identité est {statut}", function (this: ProbantWorld, statut: Statut) {
  return createWithStatus(this, this.drawSubject(), statut);
});

Given("un patient dont le premier prénom n'est pas celui d'INSi", function (this: ProbantWorld) {
  const subject = this.drawSubject();
  knownToInsi(this, subject);
  subject.saisie = { ...subject.saisie, prenom: 'ZEPHYRIN', prenoms: 'ZEPHYRIN' };
});

Given("un patient dont INSi connaît d'autres prénoms et un autre lieu de naissance", function (this: ProbantWorld) {
  const subject = this.drawSubject();
  knownToInsi(this, subject);
  subject.saisie = { ...subject.saisie, prenoms: subject.person.prenom, lieuNaissance: '75056' };
});

Given('un patient pour lequel INSi répond une erreur', function (this: ProbantWorld) {
  programInsi(this, this.drawSubject(), { fault: 'insi_102' });
});

Given('un patient dont INSi rend le jour de naissance à 00', function (this: ProbantWorld) {
  const subject = this.drawSubject();
  const traits = { dateNaissance: `${subject.person.dateNaissance.slice(0, 8)}00` };
  programInsi(this, subject, { code: '00', identity: subject.person, traits });
});

Given('un patient dont INSi rend le mois de naissance à 00', function (this: ProbantWorld) {
  const subject = this.drawSubject();
  const traits = { dateNaissance: `${subject.person.dateNaissance.slice(0, 4)}-00-12` };
  programInsi(this, subject, { code: '00', identity: subject.person, traits });
});

const emptied = {
  'le nom de naissance vide': { nomNaissance: '' },
  'les prénoms vides': { prenoms: '' },
  'le sexe vide': { sexe: '' },
} as const;

Given(
  /^un patient dont INSi rend (le nom de naissance vide|les prénoms vides|le sexe vide)$/,
  function (this: ProbantWorld, field: keyof typeof emptied) {
    const subject = this.drawSubject();
    programInsi(this, subject, { code: '00', identity: subject.person, traits: emptied[field] });
  },
);

Given(
  /^le patient publié (ECETINSI|PROVISOIRE|CORSE)$/,
  function (this: ProbantWorld, name: 'ECETINSI' | 'PROVISOIRE' | 'CORSE') {
    this.publishedSubject(publishedIdentities[name]);
  },
);

Given("le patient publié HERMANN, encore connu d'INSi sous son ancien matricule", function (this: ProbantWorld) {
  const subject = this.publishedSubject(publishedIdentities.HERMANN);
  knownToInsi(this, subject, formerIdentity(subject));
});

Given('le matricule du patient a changé', function (this: ProbantWorld) {
  knownToInsi(this, this.subject);
});

// Published cases that INSi does not resolve (facts, INSi §1.10); they have no matricule.
const unresolved: Record<string, Identity> = {
  TCHITCHI: publishedIdentities.TCHITCHI,
  HOUILLES: without('HOUILLES', 'M', '1993-01-27'),
  'DE VINCI': without('DE VINCI', 'M', '2014-02-01'),
};

Given(
  /^le patient publié (TCHITCHI|HOUILLES|DE VINCI), aux prénoms saisis ([A-Z ]+)$/,
  function (this: ProbantWorld, name: string, prenoms: string) {
    const subject = this.publishedSubject(unresolved[name] as Identity);
    subject.saisie = { ...subject.saisie, prenom: prenoms.split(' ')[0], prenoms };
  },
);

function without(nomNaissance: string, sexe: 'M' | 'F', dateNaissance: string): Identity {
  return {
    nomNaissance,
    prenom: '',
    prenoms: '',
    sexe,
    dateNaissance,
    lieuNaissance: '63220',
    matricule: '',
    cle: '',
    oid: '',
    historique: [],
  };
}

/** A former matricule of a drawn person: the other sex, as in the CNDA history cases. */
function former(person: Identity): Identity['historique'][number] {
  const matricule = `${person.sexe === 'M' ? '2' : '1'}${person.matricule.slice(1)}`;
  return { matricule, cle: nirKey(matricule) ?? '', oid: person.oid, debut: '2019-03-01', fin: '2020-02-28' };
}

/** The person as INSi knew it before its matricule changed: the latest former matricule. */
export function formerIdentity({ person }: Subject): Identity {
  const old = person.historique.find(({ matricule }) => matricule !== person.matricule);
  return { ...person, matricule: old?.matricule ?? '', cle: old?.cle ?? '', historique: [] };
}
