/** Given and family names of one language, as written and (where that is not plain Latin) as spelled in e-mail addresses. */
export interface NameList {
  given: readonly string[]
  family: readonly string[]
  /** Family name first, as in Japanese. */
  familyFirst?: true
  /** Latin spelling of names that have none of their own. */
  latin?: Readonly<Record<string, string>>
}

const words = (text: string): string[] => text.split(' ')

/** Name lists by the key that `Country.names` holds. */
export const NAME_LISTS: Readonly<Record<string, NameList>> = {
  english: {
    given: words(
      'Mara Oliver Grace Harriet Dylan Ruby Ethan Naomi Caleb Isla Theo Poppy Marcus June Wyatt Hazel Silas Ivy',
    ),
    family: words(
      "Okafor Whitfield Barnes O'Connor Fletcher Hargreaves Nolan Pruitt Ashdown McAllister Kerr Lowry Stokes Vance Tran Singh Bell",
    ),
  },
  german: {
    given: words(
      'Jürgen Anke Matthias Käthe Björn Svenja Lukas Friederike Uwe Hannelore Jörg Greta Tobias Ulrike',
    ),
    family: words(
      'Müller Schäfer Großmann Weiß Krüger Vogt Lindner Jäger Böhm Kowalke Seidel Reuß Brandt Özdemir',
    ),
  },
  french: {
    given: words(
      'Amélie Benoît Chloé François Hélène Jérôme Maëlle Noël Océane Rémi Sévérine Thibault Zoé Gaëtan',
    ),
    family: words(
      'Lefèvre Dubois Beaulieu Côté Garnier Mercier Bélanger Fontaine Rousseau Tremblay Pelletier Chauvin Ménard',
    ),
  },
  spanish: {
    given: words('José María Íñigo Lucía Andrés Begoña Héctor Inés Joaquín Nuria Óscar Pilar Raúl Sofía'),
    family: words(
      'García Núñez Ibáñez Peña Castaño Hernández Ordóñez Vázquez Zúñiga Morales Quintero Rojas Salcedo',
    ),
  },
  polish: {
    given: words(
      'Łukasz Małgorzata Paweł Żaneta Świętosław Agnieszka Michał Bożena Grzegorz Kinga Wojciech Zofia',
    ),
    family: words(
      'Wiśniewski Wójcik Kowalczyk Dąbrowska Zieliński Szymańska Woźniak Jabłoński Krawczyk Gołąb Żak',
    ),
  },
  nordic: {
    given: words('Åsa Björn Elin Göran Linnéa Måns Signe Örjan Søren Freja Håkon Tuva'),
    family: words('Åkesson Lindström Sjöberg Nyström Bergqvist Hällgren Søndergaard Ødegård Wallin Ek'),
  },
  nigerian: {
    given: words('Chinedu Adaeze Babatunde Ngozi Emeka Folake Ifeanyi Yetunde Tunde Amara Kelechi Zainab'),
    family: words('Okafor Adeyemi Eze Balogun Nwosu Okonkwo Bello Adebayo Ogunleye Danjuma Uche'),
  },
  japanese: {
    given: words('健一 陽子 直樹 美咲 大輔 さくら'),
    family: words('田中 佐藤 鈴木 高橋 渡辺 小林'),
    familyFirst: true,
    latin: {
      健一: 'kenichi',
      陽子: 'yoko',
      直樹: 'naoki',
      美咲: 'misaki',
      大輔: 'daisuke',
      さくら: 'sakura',
      田中: 'tanaka',
      佐藤: 'sato',
      鈴木: 'suzuki',
      高橋: 'takahashi',
      渡辺: 'watanabe',
      小林: 'kobayashi',
    },
  },
}
