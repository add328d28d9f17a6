import type { DefectSet } from '../defects.ts';
import { answering } from '../documents/organisation.ts';
import { type User, users } from '../model.ts';
import type { Professional } from './psc-session.ts';

/** What an account is made from. */
export interface NewAccount {
  nom: string;
  prenom: string;
  /** 11 digits. */
  rpps: string;
}

/** The accounts of the practice: those that come with the software, and those of the professionals who joined it. */
export class Accounts {
  readonly #added: User[] = [];
  readonly #planted: DefectSet;

  constructor(planted: DefectSet) {
    this.#planted = planted;
  }

  all(): readonly User[] {
    return [...users, ...this.#added];
  }

  find(compte: string): User | undefined {
    return this.all().find((one) => one.compte === compte);
  }

  /** Adds a professional; an RPPS names one account only. */
  create(wanted: NewAccount): { user: User | null; messages: string[] } {
    const rpps = wanted.rpps.replaceAll(/\s/g, '');
    if (!/^\d{11}$/.test(rpps)) return { user: null, messages: ['Le RPPS a onze chiffres.'] };
    if (wanted.nom.trim() === '') return { user: null, messages: ['Le nom est obligatoire.'] };
    if (this.all().some((one) => one.rpps === rpps)) {
      return { user: null, messages: ['Un compte de ce cabinet a déjà ce RPPS.'] };
    }
    const user = this.#add({ ...wanted, rpps });
    return { user, messages: [`Compte ${user.compte} créé pour ${user.nom}.`] };
  }

  /** The account of a professional: by his RPPS alone, never by his name (PSC.02). */
  of({ id, family, given }: Professional): User | undefined {
    // The national id is 8, then the RPPS.
    const rpps = /^8(\d{11})$/.exec(id)?.[1];
    if (rpps !== undefined && this.#planted.has('psc-compte-nouveau')) {
      return this.#add({ nom: family, prenom: given, rpps });
    }
    const byName = this.#planted.has('psc-rapprochement-par-nom');
    return this.all().find((one) =>
      byName ? one.nom.endsWith(` ${family}`) : one.rpps === rpps && rpps !== undefined,
    );
  }

  #add({ nom, prenom, rpps }: NewAccount): User {
    const user: User = {
      profil: 'ordinaire',
      compte: `C${2001 + this.#added.length}`,
      rpps,
      nom: `Dr ${prenom} ${nom}`,
      fonction: 'Médecin associé',
      service: 'Médecine générale',
      professional: { ...answering, id: `8${rpps}`, family: nom, given: prenom },
      insi: true,
      ins: true,
      superUser: false,
    };
    this.#added.push(user);
    return user;
  }
}
