import { useText } from '#renderer/i18n/use-text.ts'

/** The heads of a table of both versions: what it was before, is here and at the remote, and what comes of it if `result`. */
export function VersionHeads({ remote, result = false }: { remote: string; result?: boolean }) {
  const t = useText('conflicts')
  return (
    <thead>
      <tr>
        <th scope="col">{t('detail.field')}</th>
        <th scope="col">{t('detail.before')}</th>
        <th scope="col">{t('detail.here')}</th>
        <th scope="col">{t('detail.there', { remote })}</th>
        {result && <th scope="col">{t('detail.result')}</th>}
      </tr>
    </thead>
  )
}
