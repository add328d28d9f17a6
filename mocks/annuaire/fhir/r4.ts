/** The part of FHIR R4 that the directory writes. */
export interface Coding {
  system?: string;
  code: string;
  display?: string;
}

export interface CodeableConcept {
  extension?: Extension[];
  coding: Coding[];
}

export interface Period {
  start?: string;
  end?: string;
}

export interface Extension {
  url: string;
  extension?: Extension[];
  valueString?: string;
  valueCode?: string;
  valueBoolean?: boolean;
  valueDate?: string;
  valueCoding?: Coding;
  valueCodeableConcept?: CodeableConcept;
  valuePeriod?: Period;
}

export interface Identifier {
  use: 'official';
  type?: CodeableConcept;
  system: string;
  value: string;
}

export interface ContactPoint {
  extension?: Extension[];
  system: 'email' | 'phone' | 'fax';
  value: string;
}

export interface Reference {
  reference: string;
}

export interface Meta {
  extension: Extension[];
  versionId: string;
  lastUpdated: string;
  source: string;
  profile: string[];
  tag?: Coding[];
}

/** What every resource has. */
export interface Common {
  id: string;
  meta: Meta;
  language: 'fr';
  extension?: Extension[];
  identifier: Identifier[];
}

export interface Practitioner extends Common {
  resourceType: 'Practitioner';
  active: boolean;
  name: Array<{ text: string; family: string; given: string[]; prefix: string[]; suffix?: string[] }>;
  telecom?: ContactPoint[];
  qualification: Array<{ code: CodeableConcept }>;
}

export interface PractitionerRole extends Common {
  resourceType: 'PractitionerRole';
  active: boolean;
  practitioner: Reference;
  organization?: Reference;
  code: CodeableConcept[];
  telecom?: ContactPoint[];
}

export interface Organization extends Common {
  resourceType: 'Organization';
  active: boolean;
  type: CodeableConcept[];
  name: string;
  telecom?: ContactPoint[];
  address: Array<{ line: string[]; _line: Array<{ extension: Extension[] }>; city: string; postalCode: string }>;
  partOf?: Reference;
}

export interface HealthcareService extends Common {
  resourceType: 'HealthcareService';
  active: boolean;
  providedBy: Reference;
  category?: CodeableConcept[];
  type: CodeableConcept[];
  characteristic: CodeableConcept[];
}

export interface Device extends Common {
  resourceType: 'Device';
  status: 'active' | 'inactive';
  manufacturer: string;
  serialNumber: string;
  type: CodeableConcept;
  owner: Reference;
}

export type Resource = Practitioner | PractitionerRole | Organization | HealthcareService | Device;

export type ResourceType = Resource['resourceType'];

/** A page of results: `link` after `entry`, and no `entry.search` (facts, Annuaire §4.2). */
export interface Bundle {
  resourceType: 'Bundle';
  type: 'searchset';
  id: string;
  total?: number;
  entry: Array<{ fullUrl: string; resource: Resource }>;
  link: Array<{ relation: 'next' | 'self'; url: string }>;
}

export interface OperationOutcome {
  resourceType: 'OperationOutcome';
  issue: Array<{ severity: 'error'; code: 'exception' | 'processing'; diagnostics: string }>;
}
