/** Comment Pro Santé Connect connaît le cabinet. */
export interface Client {
  /** Adresse du royaume. */
  royaume: string;
  id: string;
  secret: string;
  retour: string;
}

/** Qui s’est connecté, et les jetons de sa session. */
export interface Session {
  professionnel: string;
  acces: string;
  rafraichissement: string;
}

/** Pro Santé Connect a refusé, avec un code d’OAuth. */
export class ConnexionError extends Error {
  readonly code: string;

  constructor(code: string, texte = code) {
    super(texte);
    this.code = code;
  }
}

/** L’adresse où envoyer le navigateur. */
export async function adresseDeConnexion(
  client: Client,
  { etat, nonce }: { etat: string; nonce: string },
): Promise<string> {
  const decouverte = await fetch(`${client.royaume}/.well-known/wallet-openid-configuration`);
  const { authorization_endpoint: adresse } = await decouverte.json();
  const demande = { response_type: 'code', scope: 'openid scope_all', acr_values: 'eidas1', state: etat, nonce };
  return `${adresse}?${new URLSearchParams({ ...demande, client_id: client.id, redirect_uri: client.retour })}`;
}

/** Ouvre la session du professionnel, au retour du navigateur. */
export async function ouvrir(client: Client, retour: URL, etat: string): Promise<Session> {
  const refus = retour.searchParams.get('error');
  if (refus !== null) throw new ConnexionError(refus);
  if (retour.searchParams.get('state') !== etat) throw new ConnexionError('state', 'ce retour n’est pas à nous');
  const code = retour.searchParams.get('code') ?? '';
  return session(client, { grant_type: 'authorization_code', code, redirect_uri: client.retour });
}

/** Prolonge une session par son jeton de rafraîchissement. */
export function prolonger(client: Client, { rafraichissement }: Session): Promise<Session> {
  return session(client, { grant_type: 'refresh_token', refresh_token: rafraichissement });
}

async function session(client: Client, demande: Record<string, string>): Promise<Session> {
  const jetons = await appel(client, 'token', {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}` },
    body: new URLSearchParams(demande),
  });
  const headers = { authorization: `Bearer ${jetons['access_token']}` };
  const identite = await appel(client, 'userinfo', { headers });
  return {
    professionnel: identite['SubjectNameID'] ?? '',
    acces: jetons['access_token'] ?? '',
    rafraichissement: jetons['refresh_token'] ?? '',
  };
}

async function appel(client: Client, point: string, init: RequestInit): Promise<Record<string, string>> {
  const reponse = await fetch(`${client.royaume}/protocol/openid-connect/${point}`, init);
  const corps = await reponse.json();
  if (!reponse.ok) throw new ConnexionError(corps.error, corps.error_description);
  return corps;
}
