import { runSandbox } from './run-sandbox.ts'

await runSandbox(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  once: (signal, stop) => process.once(signal, stop),
})
