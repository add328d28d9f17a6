import type { VerbArgs, VerbName, VerbResult } from '../../contract/index.ts';
import type { Cabinet } from '../cabinet.ts';
import { CabinetError } from '../cabinet-error.ts';
import type { User } from '../model.ts';
import { conditionsText, meansOf } from '../screens/sign-in.ts';
import { pscRefusal } from './members.ts';
import { PscBrowser } from './psc-browser.ts';
import type { Waiting } from './sign-ins.ts';

/** One session of the adapter: who is signed in, and the browser that he would hold. */
export interface AdapterSession {
  user: User | undefined;
  /** What the sign-in screen says went wrong. */
  error: string;
  browser?: PscBrowser;
  waiting?: Waiting;
}

/** What the adapter answers to the verbs that open, show and close its sessions. */
export type SessionHandlers = {
  [V in VerbName]?: (args: VerbArgs<V>, session: AdapterSession) => VerbResult<V> | Promise<VerbResult<V>>;
};

const home = 'http://localhost';
const back = `${home}/connexion/psc/retour`;
const elsewhereBack = `${home}/connexion/externe/retour`;
const signedOut = `${home}/connexion/sortie`;

/** The verbs of the sign-in, as the screens do them. */
export function sessionVerbs(cabinet: Cabinet): SessionHandlers {
  const { signIns, planted } = cabinet;
  return {
    lireEcranConnexion: () => ({ moyens: meansOf(signIns.available, planted), conditions: conditionsText(planted) }),
    connecterParPsc: (args, session) => tried(session, () => throughBrowser(cabinet, session, args)),
    connecterParCompte: ({ compte }, session) =>
      tried(session, () => {
        session.user = cabinet.signIn(signIns.accounts.find(compte));
      }),
    demanderConnexionPsc: async ({ professionnel, moyen }, session) => {
      leave(session);
      const { messages } = await tried(session, async () => {
        session.waiting = await signIns.call(professionnel, moyen);
      });
      return { message: session.waiting?.message ?? messages.join(' ') };
    },
    fermerSession: (_args, session) => tried(session, () => signOut(cabinet, session)),
    lireSession: async (_args, session) => {
      await settled(cabinet, session);
      const { user, error } = session;
      return { ...sessionView(user, cabinet), erreur: error };
    },
  };
}

/** What the screens show of who is signed in. */
export function sessionView(
  user: User | undefined,
  { planted }: Pick<Cabinet, 'planted'>,
): Omit<VerbResult<'lireSession'>, 'erreur'> {
  if (user === undefined) return { utilisateur: '', compte: '', identifiant: '', moyen: '' };
  const shown = user.rpps === undefined || planted.has('psc-identifiant-non-affiche') ? '' : `8${user.rpps}`;
  const moyen = user.psc === undefined ? 'Compte du cabinet' : 'Pro Santé Connect';
  return { utilisateur: user.nom, compte: user.compte, identifiant: shown, moyen };
}

async function throughBrowser(
  cabinet: Cabinet,
  session: AdapterSession,
  { professionnel: nationalId, moyen: means, navigateur }: VerbArgs<'connecterParPsc'>,
): Promise<void> {
  const { signIns } = cabinet;
  leave(session);
  session.browser ??= new PscBrowser(signIns.ca);
  if (navigateur === 'externe') {
    const waiting = await signIns.elsewhere(elsewhereBack);
    session.waiting = waiting;
    const presence = { redirectUri: elsewhereBack, nationalId, means };
    const arrived = await session.browser.signIn(waiting.address ?? '', presence);
    if (!(await signIns.arriveElsewhere(arrived.searchParams))) throw notAwaited();
    return;
  }
  const { address, state } = await signIns.authorization(back);
  const arrived = await session.browser.signIn(address, { redirectUri: back, nationalId, means });
  session.user = cabinet.signIn(await signIns.arrive(arrived.searchParams, state));
}

async function signOut(cabinet: Cabinet, session: AdapterSession): Promise<void> {
  const { user } = session;
  if (user === undefined) return;
  if (!cabinet.planted.has('psc-session-non-fermee')) leave(session);
  const address = await cabinet.signIns.signOutAddress(user, signedOut);
  if (address === null) return;
  session.browser ??= new PscBrowser(cabinet.signIns.ca);
  await session.browser.signOut(address, signedOut);
}

/** The screen that awaits a user shows what came of it. */
async function settled(cabinet: Cabinet, session: AdapterSession): Promise<void> {
  const { waiting } = session;
  if (waiting === undefined) return;
  await waiting.done;
  delete session.waiting;
  session.error = waiting.error;
  if (waiting.user !== null) session.user = cabinet.signIn(waiting.user);
}

/** The session before is left: this software has one user at a time on a screen. */
function leave(session: AdapterSession): void {
  session.user = undefined;
  session.error = '';
  delete session.waiting;
}

async function tried(session: AdapterSession, action: () => void | Promise<void>): Promise<{ messages: string[] }> {
  session.error = '';
  try {
    await action();
  } catch (thrown) {
    if (!(thrown instanceof CabinetError)) throw thrown;
    session.error = thrown.message;
  }
  return { messages: session.error === '' ? [] : [session.error] };
}

function notAwaited(): CabinetError {
  return pscRefusal('Ce retour de Pro Santé Connect ne répond à aucune demande.');
}
