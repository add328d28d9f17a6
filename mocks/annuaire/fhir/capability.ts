import { toInstant } from './instants.ts';
import { parameters, resourceTypes } from './parameters.ts';
import { includesOf } from './query.ts';
import type { ResourceType } from './r4.ts';
import { asProfile } from './systems.ts';

const profiles: Readonly<Record<ResourceType, string>> = {
  Practitioner: asProfile('practitioner'),
  PractitionerRole: asProfile('practitionerrole'),
  Organization: asProfile('organization'),
  HealthcareService: asProfile('healthcareservice-healthcare-activity'),
  Device: asProfile('device'),
};

/**
 * What the API can do, from the very tables that serve it. The one of the real service is not public: the shape follows
 * the CapabilityStatement of the implementation guide (AsServerDPCapabilityStatement).
 */
export function capabilityStatement(base: string, now: number): object {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: toInstant(now),
    publisher: 'Probant (annuaire fictif)',
    kind: 'instance',
    implementation: { description: 'Annuaire Santé fictif du banc Probant', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [{ mode: 'server', resource: resourceTypes.map(resourceCapability) }],
  };
}

function resourceCapability(type: ResourceType): object {
  const { searchInclude, searchRevInclude } = includesOf(type);
  return {
    type,
    profile: profiles[type],
    interaction: [{ code: 'search-type' }, { code: 'read' }],
    ...(searchInclude.length === 0 ? {} : { searchInclude }),
    ...(searchRevInclude.length === 0 ? {} : { searchRevInclude }),
    searchParam: parameters[type].map(({ name, type: kind, documentation }) => ({ name, type: kind, documentation })),
  };
}
