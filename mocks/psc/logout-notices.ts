import { messageOf } from '../../core/index.ts';
import { withQuery } from './answers.ts';
import { seconds } from './lifetimes.ts';
import type { PscRealm } from './realm.ts';
import type { Session } from './session.ts';
import { subjectOf } from './userinfo.ts';

const patience = 5_000;
const event = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * Tells each service of a session that it has ended: by a call of PSC's own (OpenID Connect Back-Channel Logout §2.5), whose
 * outcome is kept, and by frames of the browser (Front-Channel Logout §3), which are given back. PSC announces both
 * (facts, §3.1); how it registers addresses is not public.
 */
export async function tellServices(realm: PscRealm, session: Session): Promise<string[]> {
  const services = [...session.clients.values()];
  await Promise.all(
    services.map(({ client, issuer }) =>
      client.backchannelLogoutUri === undefined
        ? undefined
        : call(realm, session, { client: client.id, issuer, address: client.backchannelLogoutUri }),
    ),
  );
  return services.flatMap(({ client: { frontchannelLogoutUri }, issuer }) =>
    frontchannelLogoutUri === undefined ? [] : [withQuery(frontchannelLogoutUri, { iss: issuer, sid: session.id })],
  );
}

interface Told {
  client: string;
  issuer: string;
  address: string;
}

/** A service that does not answer keeps nobody from leaving. */
async function call(realm: PscRealm, session: Session, { client, issuer, address }: Told): Promise<void> {
  const body = new URLSearchParams({ logout_token: logoutToken(realm, session, { client, issuer }) });
  const options = { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(patience) } as const;
  try {
    const { status } = await fetch(address, options);
    realm.notice({ client, address, status });
  } catch (thrown) {
    realm.notice({ client, address, failure: messageOf(thrown) });
  }
}

function logoutToken(
  realm: PscRealm,
  session: Session,
  { client, issuer }: { client: string; issuer: string },
): string {
  const now = seconds(realm.now());
  return realm.signer.sign({
    iss: issuer,
    sub: subjectOf(session.persona),
    aud: client,
    iat: now,
    exp: now + 120,
    jti: realm.newId(),
    typ: 'Logout',
    sid: session.id,
    events: { [event]: {} },
  });
}
