import { z } from 'zod'

/** The answer to the question what can be deleted. Nothing public shows it: all of it is assumed (docs/remotes/sku-io.md). */
z.config({ jitless: true })

const id = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)]).transform(String)
const yes = z.union([z.boolean(), z.literal(1).transform(() => true), z.literal(0).transform(() => false)])
const words = z
  .union([
    z.string().transform((text) => [text]),
    z.array(z.string()),
    z.record(z.string(), z.string()).transform((reasons) => Object.values(reasons)),
  ])
  .nullish()
  .catch([])
  .transform((texts) => (texts ?? []).filter((text) => text.trim() !== '').join('; '))

const row = z.looseObject({ id, deletable: yes, reason: words }).transform((told) => ({
  ...{ id: told.id, deletable: told.deletable, reason: told.reason },
}))

/** One row for each customer it speaks of; a row that cannot be read speaks of none. */
export const wireDeletabilitySchema = z.looseObject({ data: z.array(z.unknown()) }).transform(({ data }) =>
  data.flatMap((each) => {
    const read = row.safeParse(each)
    return read.success ? [read.data] : []
  }),
)
