import { testMailDomain } from '../core/index.ts';
import { fhirPath } from './annuaire/index.ts';
import type { Bench, BenchOptions, ServiceName } from './bench-types.ts';
import { authority } from './host/index.ts';
import type { HttpServiceName } from './http-hosts.ts';
import type { FaultPorts } from './mail-services.ts';
import { productMailboxes } from './product-account.ts';
import { servicePaths } from './service-paths.ts';
import type { Services } from './services.ts';

/** Address of each service, under the first name of the bench. */
export function endpointsOf({ names: [name = 'localhost'] }: BenchOptions, services: Services): Bench['endpoints'] {
  const host = authority(name);
  const { mailPorts, igc, hl7, served } = services;
  const web = Object.fromEntries(
    [...served].map(([service, { host: listener }]) => [
      service,
      `https://${host}:${listener.port}${servicePaths[service]}`,
    ]),
  ) as Record<HttpServiceName, string>;
  return {
    ...web,
    igc: igc.url,
    hl7: `${host}:${hl7.port}`,
    mssSmtp: `${host}:${mailPorts.mssSmtp}`,
    mssImap: `${host}:${mailPorts.mssImap}`,
    mssAppSmtp: `${host}:${mailPorts.mssAppSmtp}`,
    mssAppImap: `${host}:${mailPorts.mssAppImap}`,
  };
}

/** Variables for a product started by Probant: the content of the `.env`. */
export function productEnvironment(
  { names: [name = 'localhost'] }: BenchOptions,
  started: {
    files: Bench['files'];
    services: Services;
    faults: FaultPorts;
    endpoints: Record<ServiceName, string>;
  },
): Record<string, string> {
  const { files, services, faults, endpoints } = started;
  const { pscClient, annuaire, hl7 } = services;
  return {
    PROBANT_CA: files.ca,
    PROBANT_IGC_URL: endpoints.igc,
    PROBANT_INSI_URL: endpoints.insi,
    PROBANT_INSI_CERT: files.insiAutoCert,
    PROBANT_INSI_KEY: files.insiAutoKey,
    PROBANT_INSI_CPS_URL: endpoints.insiCps,
    PROBANT_DMP_URL: endpoints.dmp,
    PROBANT_DMP_CERT: files.organisationCert,
    PROBANT_DMP_KEY: files.organisationKey,
    PROBANT_DMP_WEB_PS_URL: endpoints.webPs,
    PROBANT_SIGN_CERT: files.sealCert,
    PROBANT_SIGN_KEY: files.sealKey,
    PROBANT_CPS_AUTH_CERT: files.cardAuthenticationCert,
    PROBANT_CPS_AUTH_KEY: files.cardAuthenticationKey,
    PROBANT_CPS_SIGN_CERT: files.cardSignatureCert,
    PROBANT_CPS_SIGN_KEY: files.cardSignatureKey,
    PROBANT_CPE_AUTH_CERT: files.employeeAuthenticationCert,
    PROBANT_CPE_AUTH_KEY: files.employeeAuthenticationKey,
    PROBANT_CPE_SIGN_CERT: files.employeeSignatureCert,
    PROBANT_CPE_SIGN_KEY: files.employeeSignatureKey,
    PROBANT_MSS_DOMAINE: testMailDomain,
    PROBANT_MSS_SMTP: endpoints.mssSmtp,
    PROBANT_MSS_IMAP: endpoints.mssImap,
    PROBANT_MSS_APP_SMTP: endpoints.mssAppSmtp,
    PROBANT_MSS_APP_IMAP: endpoints.mssAppImap,
    PROBANT_MSS_AUTOCONFIG_URL: endpoints.autoconfig,
    PROBANT_MSS_SMTP_EXPIRE: `${authority(name)}:${faults.certificat_expire}`,
    PROBANT_MSS_SMTP_ETRANGER: `${authority(name)}:${faults.autorite_etrangere}`,
    PROBANT_MSS_SMTP_REVOQUE: `${authority(name)}:${faults.certificat_revoque}`,
    PROBANT_MSS_SMTP_TLS11: `${authority(name)}:${faults.tls11}`,
    PROBANT_MSS_SMTP_SUITE: `${authority(name)}:${faults.suite_interdite}`,
    PROBANT_MSS_SMTP_ECDH: `${authority(name)}:${faults.ecdh_224}`,
    PROBANT_MSS_CERT: files.organisationCert,
    PROBANT_MSS_KEY: files.organisationKey,
    PROBANT_MSS_BAL: productMailboxes.per,
    PROBANT_MSS_BAL_APP: productMailboxes.app,
    PROBANT_MSS_BAL_ORG: productMailboxes.org,
    PROBANT_HL7: endpoints.hl7,
    PROBANT_HL7_ECOUTE: hl7.product,
    PROBANT_PSC_URL: endpoints.psc,
    PROBANT_PSC_CLIENT_ID: pscClient.id,
    PROBANT_PSC_CLIENT_SECRET: pscClient.secret,
    PROBANT_ANNUAIRE_URL: endpoints.annuaire,
    PROBANT_ANNUAIRE_FHIR_URL: new URL(fhirPath, endpoints.annuaire).href,
    PROBANT_ANNUAIRE_CLE: annuaire.apiKey,
  };
}
