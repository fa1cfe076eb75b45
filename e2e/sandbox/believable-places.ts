/** A country with what is needed to make up addresses and phone numbers in it. */
export interface Country {
  code: string
  name: string
  /** Which name list its people come from. */
  names: string
  /** `#` stands for a digit, `@` for a capital letter. */
  phone: string
  companyEndings: readonly string[]
  /** Streets as written there; `%` is the house number. */
  streets: readonly string[]
  /** City, region, region code, postcode (`#` a digit, `@` a letter). */
  cities: readonly (readonly [string, string | null, string | null, string])[]
}

/** Countries of the believable customers. Streets and cities are real kinds of names; the combinations are invented. */
export const COUNTRIES: readonly Country[] = [
  {
    code: 'US',
    name: 'United States',
    names: 'english',
    phone: '+1-###-555-01##',
    companyEndings: ['LLC', 'Inc.', 'Co.', 'Supply', 'Hardware'],
    streets: [
      '% Maple Street',
      '% Oak Avenue',
      '% Quay Road',
      '% Harbor Boulevard',
      '% N 4th Street',
      '% Mill Creek Lane',
    ],
    cities: [
      ['Oakland', 'California', 'CA', '946##'],
      ['Austin', 'Texas', 'TX', '787##'],
      ['Portland', 'Oregon', 'OR', '972##'],
      ['Columbus', 'Ohio', 'OH', '432##'],
      ['Savannah', 'Georgia', 'GA', '314##'],
    ],
  },
  {
    code: 'GB',
    name: 'United Kingdom',
    names: 'english',
    phone: '+44 20 7946 0###',
    companyEndings: ['Ltd', 'Limited', '& Sons', 'Trading'],
    streets: ['% High Street', '% Station Road', '% Church Lane', '% Victoria Terrace', '% Mill Hill'],
    cities: [
      ['London', 'Greater London', null, 'SW# #@@'],
      ['Bristol', 'Bristol', null, 'BS# #@@'],
      ['Leeds', 'West Yorkshire', null, 'LS# #@@'],
      ['Edinburgh', 'Midlothian', null, 'EH# #@@'],
    ],
  },
  {
    code: 'AU',
    name: 'Australia',
    names: 'english',
    phone: '+61 2 5550 ####',
    companyEndings: ['Pty Ltd', 'Wholesale', 'Traders'],
    streets: ['% George Street', '% Wattle Grove', '% Esplanade', '% Banksia Road'],
    cities: [
      ['Melbourne', 'Victoria', 'VIC', '30##'],
      ['Sydney', 'New South Wales', 'NSW', '20##'],
      ['Fremantle', 'Western Australia', 'WA', '61##'],
    ],
  },
  {
    code: 'CA',
    name: 'Canada',
    names: 'french',
    phone: '+1-514-555-01##',
    companyEndings: ['Inc.', 'Ltée', 'Distribution'],
    streets: ['% rue Saint-Denis', '% boulevard Laurier', '% rue Sherbrooke Ouest', '% chemin du Lac'],
    cities: [
      ['Montréal', 'Québec', 'QC', 'H#@ #@#'],
      ['Québec', 'Québec', 'QC', 'G#@ #@#'],
      ['Ottawa', 'Ontario', 'ON', 'K#@ #@#'],
    ],
  },
  {
    code: 'DE',
    name: 'Germany',
    names: 'german',
    phone: '+49 30 23125 ###',
    companyEndings: ['GmbH', 'KG', 'e.K.', 'GmbH & Co. KG'],
    streets: ['Hauptstraße %', 'Lindenweg %', 'Am Mühlbach %', 'Schillerstraße %', 'Königsallee %'],
    cities: [
      ['Berlin', 'Berlin', 'BE', '10###'],
      ['München', 'Bayern', 'BY', '80###'],
      ['Köln', 'Nordrhein-Westfalen', 'NW', '50###'],
      ['Görlitz', 'Sachsen', 'SN', '028##'],
    ],
  },
  {
    code: 'FR',
    name: 'France',
    names: 'french',
    phone: '+33 1 99 00 ## ##',
    companyEndings: ['SARL', 'SAS', '& Fils'],
    streets: ['% rue de la République', '% avenue Victor-Hugo', "% rue de l'Église", '% place du Marché'],
    cities: [
      ['Lyon', 'Auvergne-Rhône-Alpes', 'ARA', '6900#'],
      ['Nantes', 'Pays de la Loire', 'PDL', '440##'],
      ['Besançon', 'Bourgogne-Franche-Comté', 'BFC', '25000'],
    ],
  },
  {
    code: 'ES',
    name: 'Spain',
    names: 'spanish',
    phone: '+34 91 005 ## ##',
    companyEndings: ['S.L.', 'S.A.', 'Hermanos'],
    streets: ['Calle Mayor, %', 'Avenida de la Constitución, %', 'Calle del Peñón, %', 'Paseo Marítimo, %'],
    cities: [
      ['Madrid', 'Madrid', 'M', '280##'],
      ['A Coruña', 'Galicia', 'C', '150##'],
      ['Málaga', 'Andalucía', 'MA', '290##'],
    ],
  },
  {
    code: 'MX',
    name: 'Mexico',
    names: 'spanish',
    phone: '+52 55 5550 ####',
    companyEndings: ['S.A. de C.V.', 'y Asociados'],
    streets: ['Av. Insurgentes Sur %', 'Calle Hidalgo %', 'Calzada de los Ángeles %'],
    cities: [
      ['Ciudad de México', 'Ciudad de México', 'CMX', '06###'],
      ['Mérida', 'Yucatán', 'YUC', '970##'],
    ],
  },
  {
    code: 'PL',
    name: 'Poland',
    names: 'polish',
    phone: '+48 22 555 ## ##',
    companyEndings: ['Sp. z o.o.', 'S.A.', 'Hurtownia'],
    streets: ['ul. Długa %', 'ul. Świętego Jana %', 'al. Niepodległości %', 'ul. Żeromskiego %'],
    cities: [
      ['Kraków', 'Małopolskie', 'MA', '31-###'],
      ['Łódź', 'Łódzkie', 'LD', '90-###'],
      ['Gdańsk', 'Pomorskie', 'PM', '80-###'],
    ],
  },
  {
    code: 'SE',
    name: 'Sweden',
    names: 'nordic',
    phone: '+46 8 5550 ####',
    companyEndings: ['AB', 'Handelsbolag'],
    streets: ['Storgatan %', 'Drottninggatan %', 'Åkervägen %', 'Sjöstigen %'],
    cities: [
      ['Göteborg', 'Västra Götaland', 'O', '41# ##'],
      ['Malmö', 'Skåne', 'M', '21# ##'],
    ],
  },
  {
    code: 'NG',
    name: 'Nigeria',
    names: 'nigerian',
    phone: '+234 1 555 ####',
    companyEndings: ['Ventures', 'Nigeria Ltd', 'Global Stores'],
    streets: ['% Adeola Odeku Street', '% Awolowo Road', '% Ogui Road', '% Allen Avenue'],
    cities: [
      ['Lagos', 'Lagos', 'LA', '10####'],
      ['Enugu', 'Enugu', 'EN', '40####'],
    ],
  },
  {
    code: 'JP',
    name: 'Japan',
    names: 'japanese',
    phone: '+81 3-5550-####',
    companyEndings: ['株式会社', '商店'],
    streets: ['神田神保町%', '中央%', '本町%'],
    cities: [
      ['千代田区', '東京都', '13', '101-00##'],
      ['大阪市', '大阪府', '27', '530-00##'],
    ],
  },
]
