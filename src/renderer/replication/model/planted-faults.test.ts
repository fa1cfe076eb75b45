import { expect, test } from 'vitest'
import { modelWith } from './bundle-model.testing.ts'
import { noFigures } from './figures.testing.ts'
import { PLANTED_FAULTS } from './planted-faults.testing.ts'

/** So many seeds at most until a planted fault must have shown. */
const SEEDS = 150

test('a model without a fault in it notices nothing', async () => {
  const same = { from: 'return clean\n', to: 'return clean;\n' }
  const { runModel } = await modelWith({
    ...{ name: 'none', file: 'src/shared/domain/merge-field.ts', remote: 'memory', ...same },
  })
  const figures = noFigures()
  for (let seed = 1; seed <= 10; seed += 1) await runModel('memory', seed, figures)
  expect(figures.seeds).toBe(10)
})

test.each(PLANTED_FAULTS)(
  'the model notices: $name',
  async (fault) => {
    const { runModel, SeedFailed } = await modelWith(fault)
    const figures = noFigures()
    let noticed = ''
    for (let seed = 1; seed <= SEEDS && noticed === ''; seed += 1) {
      try {
        await runModel(fault.remote, seed, figures)
      } catch (error) {
        noticed = error instanceof Error ? error.message : String(error)
        if (!(error instanceof SeedFailed) || !error.promise) throw error
        process.stdout.write(`"${fault.name}" shows at seed ${seed}: ${noticed.split('\n')[0] ?? ''}\n`)
      }
    }
    expect(noticed).toContain('replay')
  },
  180_000,
)
