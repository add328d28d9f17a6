import { describe, expect, it } from 'vitest';
import { openApi, verbs } from './index.ts';

describe('openApi', () => {
  const document = openApi() as unknown as {
    openapi: string;
    paths: Record<
      string,
      { post: { requestBody: { content: Content }; responses: Record<string, { content: Content }> } }
    >;
  };
  type Content = { 'application/json': { schema: { required?: string[]; properties: Record<string, unknown> } } };

  it('has one POST for each verb, except what only a person can say', () => {
    const programmed = Object.keys(verbs).filter((verb) => verb !== 'releverConstat');
    expect(Object.keys(document.paths)).toEqual(programmed.map((verb) => `/${verb}`));
  });

  it('lists what a request must hold', () => {
    const schema = document.paths['/chercherParTraits']?.post.requestBody.content['application/json'].schema;
    expect(schema).toMatchObject({ required: ['nomNaissance'] });
  });

  it('describes the fields of an answer in French', () => {
    const schema = document.paths['/appelerInsi']?.post.responses['200']?.content['application/json'].schema;
    expect(schema?.properties['acceptation']).toMatchObject({
      type: 'boolean',
      description: expect.stringContaining('accepter le retour'),
    });
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });
});
