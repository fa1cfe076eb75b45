import { runSandbox, usage } from './run-sandbox.ts'
import { UsageError } from './sandbox-program.ts'

try {
  await runSandbox(process.argv.slice(2), {
    print: (line) => process.stdout.write(`${line}\n`),
    once: (signal, stop) => process.once(signal, stop),
  })
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n\n${usage()}\n`)
  process.exitCode = 2
}
