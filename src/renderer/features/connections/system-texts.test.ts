import { expect, it } from 'vitest'
import { connectableSystems } from '#main/connectors/registry.ts'
import { english } from '#renderer/i18n/catalogue.ts'
import { modesOf } from './credential-inputs.tsx'

/** The text under a path of the catalogue; undefined where there is none. */
function textAt(...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (found as Readonly<Record<string, unknown>> | undefined)?.[key],
    english.connection,
  )
}

it.each(connectableSystems())(
  '$system has a text for its address and each field',
  ({ system, credentials }) => {
    for (const what of ['label', 'hint', 'placeholder']) {
      expect(textAt('address', system, what)).toBeTypeOf('string')
    }
    for (const { name, keptByApp } of credentials) {
      if (keptByApp === true) continue
      for (const what of ['label', 'hint', 'required']) {
        expect(textAt('fields', system, name, what)).toBeTypeOf('string')
      }
    }
    for (const mode of modesOf(credentials)) expect(textAt('modes', system, mode)).toBeTypeOf('string')
  },
)
