import { createRequire, type LoadHook, type ResolveHook } from 'node:module';
import { createEsmHooks, register } from 'ts-node';

// This module runs in Node's loader thread only. ts-node itself still calls a deprecated `fs.Stats`.
process.noDeprecation = true;

const { resolve: located } = createRequire(import.meta.url);

// The publisher's own tsconfig may aim at another runtime; his editor checks types, here they are only taken away.
const service = register({
  // Our own copies: ts-node would first look beside the publisher's file, where TypeScript 7 has no JavaScript API.
  compiler: located('typescript'),
  transpiler: [located('ts-node/transpilers/swc'), { swc: located('@swc/core') }],
  transpileOnly: true,
  skipProject: true,
  compilerOptions: {
    module: 'ESNext',
    moduleResolution: 'Bundler',
    target: 'ES2022',
    sourceMap: true,
    inlineSources: true,
    allowImportingTsExtensions: true,
  },
});

const hooks = createEsmHooks(service) as { resolve: ResolveHook; load: LoadHook };

/** Hook of `node:module`'s `register`. */
export const { resolve } = hooks;

/** Hook of `node:module`'s `register`: TypeScript files become JavaScript, whatever else goes on as before. */
export const load: LoadHook = (url, context, next) =>
  // Imported even where the publisher's package.json doesn't say « type: module ».
  hooks.load(url, /\.m?ts$/.test(url) ? { ...context, format: 'module' } : context, next);
