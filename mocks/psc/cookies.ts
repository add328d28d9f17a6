import type { Session } from './session.ts';

const identity = 'PSC_SESSION';
/** Read by the page that tells a service whether its session goes on; it holds what `session_state` says already. */
export const stateCookie = 'PSC_ETAT';

/** What a browser keeps of a session. */
export function sessionCookies(session: Session, issuer: string): Array<[string, string]> {
  const realmPath = new URL(issuer).pathname;
  return [
    ['set-cookie', `${identity}=${session.cookie}; Path=/; Secure; HttpOnly; SameSite=Lax`],
    // The page that reads it is shown in a frame of the service's own page.
    ['set-cookie', `${stateCookie}=${session.id}; Path=${realmPath}; Secure; SameSite=None`],
  ];
}

/** Makes a browser forget them. */
export function forgottenCookies(issuer: string): Array<[string, string]> {
  return [
    ['set-cookie', `${identity}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax`],
    ['set-cookie', `${stateCookie}=; Path=${new URL(issuer).pathname}; Max-Age=0; Secure; SameSite=None`],
  ];
}

/** The secret of the browser's session, if it has one. */
export function sessionCookieOf(request: Request): string | undefined {
  return new RegExp(`(?:^|; *)${identity}=([^;]+)`).exec(request.headers.get('cookie') ?? '')?.[1];
}
