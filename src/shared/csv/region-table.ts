/**
 * States, provinces and regions of countries in which their codes are customary in addresses, by ISO 3166-1 alpha-2 code:
 * `CODE Name` parted by `;`, further spellings after `=`. Codes are those of ISO 3166-2 without the country, which are
 * the postal ones in most of these countries.
 */
export const REGION_TABLE: Readonly<Record<string, string>> = {
  US: `AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California=Calif;CO Colorado;CT Connecticut;DE Delaware;
DC District of Columbia=Washington DC;FL Florida=Fla;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;
KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;MA Massachusetts=Mass;MI Michigan;MN Minnesota;MS Mississippi;
MO Missouri;MT Montana;NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;
NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania=Penn;RI Rhode Island;
SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;WA Washington=Washington State;
WV West Virginia;WI Wisconsin;WY Wyoming;AS American Samoa;GU Guam;MP Northern Mariana Islands;PR Puerto Rico;
VI Virgin Islands=US Virgin Islands;AA Armed Forces Americas;AE Armed Forces Europe;AP Armed Forces Pacific`,
  CA: `AB Alberta;BC British Columbia=Colombie-Britannique;MB Manitoba;NB New Brunswick=Nouveau-Brunswick;
NL Newfoundland and Labrador=Newfoundland=Terre-Neuve-et-Labrador=NF;NS Nova Scotia=Nouvelle-Écosse;
NT Northwest Territories=Territoires du Nord-Ouest;NU Nunavut;ON Ontario=Ont;
PE Prince Edward Island=Île-du-Prince-Édouard=PEI;QC Quebec=Québec=PQ=Que;SK Saskatchewan=Sask;YT Yukon=Yukon Territory`,
  AU: `ACT Australian Capital Territory;NSW New South Wales;NT Northern Territory;QLD Queensland;SA South Australia;
TAS Tasmania;VIC Victoria;WA Western Australia`,
  NZ: `AUK Auckland=Auckland Region;BOP Bay of Plenty;CAN Canterbury;CIT Chatham Islands;GIS Gisborne;
HKB Hawke’s Bay;MBH Marlborough;MWT Manawatū-Whanganui=Manawatu;NSN Nelson;NTL Northland;OTA Otago;STL Southland;
TAS Tasman;TKI Taranaki;WGN Wellington;WKO Waikato;WTC West Coast`,
  AR: `C Ciudad Autónoma de Buenos Aires=CABA=Capital Federal;B Buenos Aires;K Catamarca;H Chaco;U Chubut;X Córdoba;
W Corrientes;E Entre Ríos;P Formosa;Y Jujuy;L La Pampa;F La Rioja;M Mendoza;N Misiones;Q Neuquén;R Río Negro;A Salta;
J San Juan;D San Luis;Z Santa Cruz;S Santa Fe;G Santiago del Estero;V Tierra del Fuego;T Tucumán`,
  BR: `AC Acre;AL Alagoas;AP Amapá;AM Amazonas;BA Bahia;CE Ceará;DF Distrito Federal;ES Espírito Santo;GO Goiás;
MA Maranhão;MT Mato Grosso;MS Mato Grosso do Sul;MG Minas Gerais;PA Pará;PB Paraíba;PR Paraná;PE Pernambuco;PI Piauí;
RJ Rio de Janeiro;RN Rio Grande do Norte;RS Rio Grande do Sul;RO Rondônia;RR Roraima;SC Santa Catarina;SP São Paulo;
SE Sergipe;TO Tocantins`,
  CH: `AG Aargau=Argovie;AI Appenzell Innerrhoden;AR Appenzell Ausserrhoden;BE Bern=Berne;BL Basel-Landschaft=Baselland;
BS Basel-Stadt;FR Freiburg=Fribourg;GE Genf=Genève=Geneva;GL Glarus;GR Graubünden=Grisons=Grigioni;JU Jura;
LU Luzern=Lucerne;NE Neuenburg=Neuchâtel;NW Nidwalden;OW Obwalden;SG St. Gallen=Sankt Gallen;SH Schaffhausen;SO Solothurn;
SZ Schwyz;TG Thurgau;TI Tessin=Ticino;UR Uri;VD Waadt=Vaud;VS Wallis=Valais;ZG Zug;ZH Zürich=Zurich`,
  DE: `BB Brandenburg;BE Berlin;BW Baden-Württemberg;BY Bayern=Bavaria;HB Bremen;HE Hessen=Hesse;HH Hamburg;
MV Mecklenburg-Vorpommern;NI Niedersachsen=Lower Saxony;NW Nordrhein-Westfalen=NRW=North Rhine-Westphalia;
RP Rheinland-Pfalz=Rhineland-Palatinate;SH Schleswig-Holstein;SL Saarland;SN Sachsen=Saxony;ST Sachsen-Anhalt;
TH Thüringen=Thuringia`,
  ES: `A Alicante=Alacant;AB Albacete;AL Almería;AV Ávila;B Barcelona;BA Badajoz;BI Bizkaia=Vizcaya;BU Burgos;
C A Coruña=La Coruña;CA Cádiz;CC Cáceres;CE Ceuta;CO Córdoba;CR Ciudad Real;CS Castellón=Castelló;CU Cuenca;
GC Las Palmas;GI Girona=Gerona;GR Granada;GU Guadalajara;H Huelva;HU Huesca;J Jaén;L Lleida=Lérida;LE León;
LO La Rioja;LU Lugo;M Madrid;MA Málaga;ML Melilla;MU Murcia;NA Navarra;O Asturias;OR Ourense=Orense;P Palencia;
PM Baleares=Illes Balears=Islas Baleares;PO Pontevedra;S Cantabria;SA Salamanca;SE Sevilla=Seville;SG Segovia;SO Soria;
SS Gipuzkoa=Guipúzcoa;T Tarragona;TE Teruel;TF Santa Cruz de Tenerife=Tenerife;TO Toledo;V Valencia=València;
VA Valladolid;VI Álava=Araba;Z Zaragoza;ZA Zamora`,
  IN: `AN Andaman and Nicobar Islands;AP Andhra Pradesh;AR Arunachal Pradesh;AS Assam;BR Bihar;CG Chhattisgarh=CT;
CH Chandigarh;DH Dadra and Nagar Haveli and Daman and Diu;DL Delhi=New Delhi;GA Goa;GJ Gujarat;HP Himachal Pradesh;
HR Haryana;JH Jharkhand;JK Jammu and Kashmir;KA Karnataka;KL Kerala;LA Ladakh;LD Lakshadweep;MH Maharashtra;
ML Meghalaya;MN Manipur;MP Madhya Pradesh;MZ Mizoram;NL Nagaland;OD Odisha=OR=Orissa;PB Punjab;PY Puducherry=Pondicherry;
RJ Rajasthan;SK Sikkim;TN Tamil Nadu;TR Tripura;TS Telangana=TG;UK Uttarakhand=UT;UP Uttar Pradesh;WB West Bengal`,
  IT: `AG Agrigento;AL Alessandria;AN Ancona;AO Aosta;AP Ascoli Piceno;AQ L’Aquila;AR Arezzo;AT Asti;AV Avellino;BA Bari;
BG Bergamo;BI Biella;BL Belluno;BN Benevento;BO Bologna;BR Brindisi;BS Brescia;BT Barletta-Andria-Trani;
BZ Bolzano=Bozen;CA Cagliari;CB Campobasso;CE Caserta;CH Chieti;CL Caltanissetta;CN Cuneo;CO Como;CR Cremona;
CS Cosenza;CT Catania;CZ Catanzaro;EN Enna;FC Forlì-Cesena;FE Ferrara;FG Foggia;FI Firenze=Florence;FM Fermo;
FR Frosinone;GE Genova=Genoa;GO Gorizia;GR Grosseto;IM Imperia;IS Isernia;KR Crotone;LC Lecco;LE Lecce;LI Livorno;
LO Lodi;LT Latina;LU Lucca;MB Monza e Brianza=Monza;MC Macerata;ME Messina;MI Milano=Milan;MN Mantova;MO Modena;
MS Massa-Carrara;MT Matera;NA Napoli=Naples;NO Novara;NU Nuoro;OR Oristano;PA Palermo;PC Piacenza;PD Padova=Padua;
PE Pescara;PG Perugia;PI Pisa;PN Pordenone;PO Prato;PR Parma;PT Pistoia;PU Pesaro e Urbino;PV Pavia;PZ Potenza;
RA Ravenna;RC Reggio Calabria;RE Reggio Emilia;RG Ragusa;RI Rieti;RM Roma=Rome;RN Rimini;RO Rovigo;SA Salerno;
SI Siena;SO Sondrio;SP La Spezia;SR Siracusa;SS Sassari;SU Sud Sardegna;SV Savona;TA Taranto;TE Teramo;TN Trento;
TO Torino=Turin;TP Trapani;TR Terni;TS Trieste;TV Treviso;UD Udine;VA Varese;VB Verbano-Cusio-Ossola;VC Vercelli;
VE Venezia=Venice;VI Vicenza;VR Verona;VT Viterbo;VV Vibo Valentia`,
  MX: `AGU Aguascalientes;BCN Baja California;BCS Baja California Sur;CAM Campeche;CHH Chihuahua;CHP Chiapas;
CMX Ciudad de México=CDMX=Distrito Federal;COA Coahuila;COL Colima;DUR Durango;GRO Guerrero;GUA Guanajuato;HID Hidalgo;
JAL Jalisco;MEX Estado de México=México;MIC Michoacán;MOR Morelos;NAY Nayarit;NLE Nuevo León;OAX Oaxaca;PUE Puebla;
QUE Querétaro;ROO Quintana Roo;SIN Sinaloa;SLP San Luis Potosí;SON Sonora;TAB Tabasco;TAM Tamaulipas;TLA Tlaxcala;
VER Veracruz;YUC Yucatán;ZAC Zacatecas`,
  ZA: `EC Eastern Cape;FS Free State;GP Gauteng=GT;KZN KwaZulu-Natal=NL;LP Limpopo;MP Mpumalanga;NC Northern Cape;
NW North West;WC Western Cape`,
}
