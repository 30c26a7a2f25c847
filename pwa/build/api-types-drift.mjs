/** Fails when src/shared/api/schema.d.ts is not what openapi.json gives (`npm run api:types`). */
import { readFileSync } from 'node:fs'
import openapiTS, { COMMENT_HEADER, astToString } from 'openapi-typescript'

const contract = new URL('../openapi.json', import.meta.url)
const committed = readFileSync(new URL('../src/shared/api/schema.d.ts', import.meta.url), 'utf8')
const fresh = COMMENT_HEADER + astToString(await openapiTS(contract))

if (fresh.trimEnd() !== committed.trimEnd()) {
  console.error('src/shared/api/schema.d.ts does not match openapi.json: run `npm run api:types`')
  process.exitCode = 1
} else {
  console.log('API types match openapi.json')
}
