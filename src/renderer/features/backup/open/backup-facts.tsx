import type { CheckedBackup } from '#shared/backup/backup-messages.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './open-backup.module.css'

/** Collections that people know, in the order in which they are told. */
const TOLD = ['customers', 'skuMappings', 'history', 'importBatches', 'remoteData', 'actions'] as const

/** What a checked backup holds: whose it is, when it was made, and how much is in it. */
export function BackupFacts({ backup }: { backup: CheckedBackup }) {
  const t = useText('backups')
  const common = useText('common')
  const { count, fullTime } = useFormats()
  const { workspaceName, createdAt, kind, appVersion, counts, lastSystem, accountName } = backup
  const rows: [string, string][] = [
    [t('open.workspace'), workspaceName],
    [t('open.made'), `${fullTime(createdAt)} · ${t(`kinds.${kind}`)}`],
    [t('open.version'), appVersion],
    ...(lastSystem === null
      ? []
      : [
          [
            t('open.account'),
            accountName === ''
              ? common(`systems.${lastSystem}`)
              : t('open.accountText', { account: accountName, remote: common(`systems.${lastSystem}`) }),
          ] satisfies [string, string],
        ]),
    ...TOLD.flatMap((name): [string, string][] => {
      const number = counts[name] ?? 0
      return number === 0 && name !== 'customers' ? [] : [[t(`open.counts.${name}`), count(number)]]
    }),
  ]
  return (
    <dl className={classes.facts} aria-label={t('open.holds')}>
      {rows.map(([label, value]) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
