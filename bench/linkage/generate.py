#!/usr/bin/env python3
"""Made-up person files with their truth, for measuring record linkage on what no model was written for.

    generate.py FOLDER [NAME…]      writes NAME.csv for each case (default: all) and cases.csv, which says for each
                                    file its model, its id, truth and household columns
    generate.py --scale N FILE      one file of about N records, for measuring time and memory
    generate.py --grow N SOURCE FILE    the same from copies of a file with uk_family's columns, each copy another town:
                                    letters and digits changed places, so that no two copies agree; quicker

A case is a stock of names × a layout of columns × a mix of errors × how often a person is recorded. Standard library
only; the same seed gives the same file.
"""
import argparse
import csv
import random
import unicodedata
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path


# ---- Names ------------------------------------------------------------------------------------------------------

@dataclass
class Stock:
    male: list
    female: list
    surnames: list
    spell: dict = field(default_factory=dict)     # name → other spellings and short forms
    wife: object = None                           # how a surname changes with sex
    married: str = "shared"                       # shared | own | patronymic
    streets: list = field(default_factory=lambda: ["high street", "station road", "church lane", "mill road", "park view"])
    towns: list = field(default_factory=lambda: ["leeds", "bradford", "halifax", "keighley", "shipley", "batley"])
    zipf: float = 0.9

    def prepare(self):
        for kind in ("male", "female", "surnames"):
            names = getattr(self, kind)
            setattr(self, kind + "_weights", list(accumulate(1 / (i + 3) ** self.zipf for i in range(len(names)))))
        return self

    def pick(self, kind, rng):
        return rng.choices(getattr(self, kind), cum_weights=getattr(self, kind + "_weights"))[0]


def words(text):
    return text.split()


def compound(starts, ends):
    return [a + b for b in ends for a in starts]


def variants(*groups):
    out = {}
    for group in groups:
        names = words(group)
        for name in names:
            out.setdefault(name, []).extend(n for n in names if n != name)
    return out


def stocks():
    british = Stock(
        words("oliver jack harry george noah charlie jacob alfie freddie oscar leo logan archie theo thomas james joshua henry "
              "william max lucas ethan arthur mason isaac harrison teddy finley daniel riley edward joseph alexander adam reggie "
              "samuel david michael robert christopher anthony stephen peter liam connor kieran dean wayne gary keith nigel"),
        words("olivia amelia isla ava emily isabella mia poppy ella lily jessica sophia grace freya evie charlotte sienna daisy "
              "phoebe isabelle alice florence sophie ivy willow evelyn rosie millie emma ruby lucy hannah chloe katie rebecca "
              "elizabeth margaret catherine susan patricia linda tracey sharon donna kelly gemma stacey leanne kirsty amy"),
        words("smith jones taylor williams brown davies evans wilson thomas roberts johnson lewis walker robinson wood thompson "
              "white watson jackson wright green harris cooper king lee martin clarke james morgan hughes edwards hill moore clark "
              "harrison scott young morris hall ward turner carter phillips mitchell patel adams campbell anderson allen cook")
        + compound(words("ash black brad clif hol lang mor nor pem rad shel stan thorn wal whit win had bar kirk hart"),
                   words("ton ford ley worth wood field ham by well burn")),
        variants("william bill will billy liam", "robert bob rob bobby", "elizabeth liz beth lizzie eliza", "katie katherine kate",
                 "catherine kate cathy katherine", "margaret maggie meg peggy", "thomas tom tommy", "james jim jamie jimmy",
                 "michael mike mick", "stephen steven steve", "samuel sam sammy", "alexander alex sandy", "edward ed ted eddie",
                 "christopher chris kit", "anthony tony antony", "rebecca becky becca", "susan sue susie", "patricia pat trish"))
    polish = Stock(
        words("piotr krzysztof andrzej tomasz paweł jan michał marcin jakub adam marek łukasz grzegorz stanisław wojciech mateusz "
              "dawid kamil rafał zbigniew jerzy szymon filip maciej antoni bartosz wiktor ignacy leon kacper"),
        words("anna maria katarzyna małgorzata agnieszka barbara ewa krystyna elżbieta magdalena joanna aleksandra zofia monika "
              "teresa danuta natalia karolina julia zuzanna hanna lena alicja maja wiktoria weronika kinga dorota beata iwona"),
        words("nowak kowalski wiśniewski wójcik kowalczyk kamiński lewandowski zieliński szymański woźniak dąbrowski kozłowski "
              "jankowski mazur wojciechowski kwiatkowski krawczyk kaczmarek piotrowski grabowski zając pawłowski michalski król")
        + compound(words("brzez lip dęb gór jawor kalin mal olszew paw rad sob strzel turk wierz zał żur cieś czar głow jab"),
                   words("iński owski ak czyk ecki a iec ewicz")),
        variants("katarzyna kasia", "małgorzata gosia", "aleksandra ola", "jakub kuba", "krzysztof krzysiek", "zuzanna zuzia",
                 "elżbieta ela", "tomasz tomek", "paweł pawel paul", "michał michael"),
        wife=lambda s: s[:-1] + "a" if s.endswith(("ski", "cki")) else s,
        streets=words("lipowa polna leśna słoneczna krótka szkolna ogrodowa łąkowa brzozowa kościuszki mickiewicza"),
        towns=words("warszawa kraków łódź wrocław poznań gdańsk szczecin bydgoszcz lublin białystok"))
    urdu = Stock(
        words("muhammad ahmed ali hassan usman bilal imran zain hamza umar abdullah ibrahim yusuf haris adeel kashif asif tariq "
              "nadeem saeed rashid khalid faisal waqas shahid arshad zubair junaid aamir danish"),
        words("fatima ayesha maryam zainab khadija sana hina amna saima rabia nadia farah shazia bushra samina noreen uzma "
              "sumaira iqra mehwish hafsa aleena laiba anum sadia rukhsana shabana naseem kausar tahira"),
        words("khan ahmed hussain ali begum akhtar malik shah iqbal mahmood mirza butt chaudhry qureshi sheikh siddiqui bibi "
              "javed aslam rehman raja ansari hashmi abbasi bhatti awan dar lodhi rana farooq"),
        variants("muhammad mohammed mohammad mohamed md", "ahmed ahmad", "hussain hussein husain", "usman uthman osman",
                 "yusuf yousaf yousuf", "ayesha aisha aysha", "fatima fatimah fathima", "maryam mariam maryum", "umar omar umer",
                 "chaudhry choudhry chaudhary choudhury", "sheikh shaikh", "zainab zaynab zeinab", "rehman rahman"),
        married="own", zipf=1.0)
    chinese = Stock(
        compound(words("wei jun ming hao xin yi jia zi bo jian guo tao qiang lei peng chao yong bin hui hong"),
                 words("ming wei jie hua long feng yu chen lin hai") + [""]),
        compound(words("mei li xiu ying fang yan na jing lan xue yu qin dan ting hui yun xia ling min rong"),
                 words("ying hua lan mei juan li fen ping yan") + [""]),
        words("wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han "
              "feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren lau wong chan cheung"),
        variants("zhang chang cheung", "chen chan tan", "wang wong", "li lee", "liu lau", "xu hsu", "zhou chou chow", "huang wong",
                 "cai choi tsai", "xie tse hsieh", "zheng cheng"),
        married="own", zipf=1.1, towns=words("guangzhou shenzhen fuzhou xiamen wuhan chengdu nanjing manchester london"))
    welsh = Stock(
        words("dafydd rhys gareth owain dylan ieuan iwan huw gwilym emyr aled geraint llŷr osian gethin tomos macsen steffan "
              "siôn hywel eifion meirion tudur bryn carwyn"),
        words("megan cerys ffion bethan carys sian angharad catrin nia lowri eleri mari gwen rhian elin cadi alaw efa heledd "
              "llinos branwen myfanwy olwen non seren"),
        words("jones davies williams evans thomas roberts hughes lewis morgan griffiths edwards owen james rees price morris "
              "richards lloyd phillips parry jenkins powell ellis pritchard bowen vaughan howells llewellyn prosser watkins"),
        variants("dafydd david dai dave", "siôn sion john", "ieuan evan", "sian siân jane", "rhys reece", "tomos thomas tom",
                 "owain owen", "catrin kathryn catherine", "steffan stephen", "griffiths griffith", "davies davis", "rees rhys reece"),
        zipf=1.3, towns=words("abertawe caerdydd casnewydd wrecsam bangor aberystwyth llanelli"))
    icelandic = Stock(
        words("jón sigurður guðmundur gunnar ólafur einar kristján magnús stefán jóhann björn árni bjarni helgi halldór arnar "
              "ragnar pétur kristinn gísli aron daníel"),
        words("guðrún anna kristín sigríður margrét helga sigrún ingibjörg jóhanna maría elín guðbjörg katrín ragnheiður hildur "
              "erla ásta lilja ólöf emilía"), [], married="patronymic",
        streets=words("laugavegur hverfisgata skólavörðustígur njálsgata grettisgata bergstaðastræti"),
        towns=words("reykjavík akureyri kópavogur hafnarfjörður selfoss"))
    icelandic.surnames = [n + "sson" for n in icelandic.male]
    spanish = Stock(
        words("antonio manuel josé francisco david juan javier daniel carlos jesús alejandro miguel rafael pedro pablo ángel sergio "
              "fernando jorge luis alberto álvaro diego adrián raúl iván rubén"),
        words("maría carmen ana isabel laura cristina marta dolores lucía pilar elena raquel paula rosa teresa mercedes beatriz "
              "nuria silvia julia irene patricia rocío andrea sara alba sofía"), [], married="own",
        streets=words("mayor real nueva iglesia sol constitución andalucía cervantes"),
        towns=words("madrid barcelona valencia sevilla zaragoza málaga murcia bilbao"),
        spell=variants("josé jose pepe", "francisco paco fran", "maría maria", "manuel manolo", "dolores lola", "jesús jesus"))
    single = words("garcía gonzález rodríguez fernández lópez martínez sánchez pérez gómez martín jiménez ruiz hernández díaz "
                   "moreno muñoz álvarez romero alonso gutiérrez navarro torres domínguez vázquez ramos gil ramírez serrano")
    spanish.surnames = [f"{a} {b}" for b in single for a in single]
    all_of_them = dict(british=british, polish=polish, urdu=urdu, chinese=chinese, welsh=welsh, icelandic=icelandic, spanish=spanish)
    return {name: stock.prepare() for name, stock in all_of_them.items()}


# ---- People -----------------------------------------------------------------------------------------------------

@dataclass
class Errors:
    """Chances per record, or per value where it says so."""
    typo: float = 0.03        # a name's letter, each name
    spelling: float = 0.05    # another spelling or short form
    swap: float = 0.005       # forename and surname changed places
    missing: float = 0.08     # each optional value
    no_date: float = 0.01
    date: float = 0.03        # swapped day and month, a digit, 1 January, another year
    formats: bool = False     # dates as people write them
    moved: float = 0.15       # an earlier address
    renamed: float = 0.03     # another surname: married, double-barrelled
    plain: float = 0.0        # letters without their marks
    initial: float = 0.01     # the forename's initial only
    others_number: float = 0.004  # another family member's number
    number: float = 0.6       # has the number at all
    placeholder: float = 0.0  # "baby", "unknown", 1900-01-01


def nhs_number(rng):
    while True:
        digits = [rng.choice([4, 6, 7])] + [rng.randrange(10) for _ in range(8)]
        check = (11 - sum(d * (10 - i) for i, d in enumerate(digits)) % 11) % 11
        if check != 10:
            return "".join(map(str, digits)) + str(check)


def upn(rng):
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    digits = [rng.randrange(10) for _ in range(12)]
    return letters[sum(d * (i + 2) for i, d in enumerate(digits)) % 23] + "".join(map(str, digits))


class Town:
    def __init__(self, stock, rng, places=400, twins=0.03, namesakes=0.06):
        self.stock, self.rng, self.twins, self.namesakes = stock, rng, twins, namesakes
        self.codes = [f"{rng.choice(['bd', 'ls', 'hx', 'wf', 'm'])}{rng.randrange(1, 30)} {rng.randrange(1, 10)}"
                      for _ in range(places)]
        self.people = 0
        self.households = 0

    def address(self):
        r = self.rng
        return dict(number=str(r.randrange(1, 190)), street=r.choice(self.stock.streets), town=r.choice(self.stock.towns),
                    postcode=r.choice(self.codes) + r.choice("abdefghjlnpqrstuwxyz") + r.choice("abdefghjlnpqrstuwxyz"))

    def person(self, sex, surname, year, home, father=None, mother=None):
        r, s = self.rng, self.stock
        self.people += 1
        if s.married == "patronymic":
            parent = father["forename"] if father else s.pick("male", r)
            surname = parent + ("sson" if sex == "M" else "sdóttir")
        elif s.wife and sex == "F":
            surname = s.wife(surname)
        kind = "male" if sex == "M" else "female"
        forename = s.pick(kind, r)
        day = f"{year:04d}{r.randrange(1, 13):02d}{r.randrange(1, 29):02d}"
        return dict(person=self.people, household=self.households, forename=forename, middle=s.pick(kind, r) if r.random() < .4 else "",
                    surname=surname, born=day, sex=sex, homes=home, phone="07" + "".join(r.choices("0123456789", k=9)),
                    nhs=nhs_number(r), upn=upn(r), soc="".join(r.choices("0123456789", k=7)), job=r.choice(
                        words("teacher nurse driver farmer painter writer politician engineer clerk soldier priest composer")),
                    email=f"{plain(forename)}{r.choice(['.', '_', ''])}{plain(surname).replace(' ', '')}{r.randrange(100)}@"
                          f"{r.choice(['mail', 'post', 'home', 'work', 'web'])}.{r.choice(['com', 'net', 'org'])}",
                    birthplace=r.choice(s.towns))

    def household(self):
        r, s = self.rng, self.stock
        self.households += 1
        home = [self.address() for _ in range(r.choice([1, 1, 2, 3]))]
        phone = "07" + "".join(r.choices("0123456789", k=9))
        name = s.pick("surnames", r)
        year = r.randrange(1950, 1995)
        father = self.person("M", name, year, home)
        mother = self.person("F", name if s.married == "shared" else s.pick("surnames", r), year + r.randrange(-6, 7), home)
        family = [father, mother] if r.random() < .85 else [mother]
        child_year = year + 22 + r.randrange(12)
        for _ in range(r.choice([0, 1, 1, 2, 2, 3, 4])):
            child = self.person(r.choice("MF"), name, child_year, home, father, mother)
            if child["sex"] == "M" and r.random() < self.namesakes:
                child["forename"] = father["forename"]
            if any(child["forename"] == other["forename"] for other in family[2:]):
                child["forename"] = s.pick("male" if child["sex"] == "M" else "female", r)
            family.append(child)
            if r.random() < self.twins:
                twin = self.person(r.choice("MF"), name, child_year, home, father, mother)
                twin["born"] = child["born"]
                family.append(twin)
            child_year += r.randrange(1, 4)
        for member in family:
            if r.random() < .7:
                member["phone"] = phone
        return family


# ---- Errors -----------------------------------------------------------------------------------------------------

def plain(text):
    text = text.replace("ł", "l").replace("ð", "d").replace("þ", "th").replace("æ", "ae").replace("ø", "o")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def typo(text, rng):
    if len(text) < 2:
        return text
    i = rng.randrange(len(text) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return text[:i] + text[i + 1:]
    if kind == 1:
        return text[:i] + text[i + 1] + text[i] + text[i + 2:]
    letter = rng.choice("0123456789" if text[i].isdigit() else "abcdefghijklmnopqrstuvwxyz")
    return text[:i] + letter + text[i + (kind == 2):]


def wrong_date(day, rng):
    kind = rng.randrange(5)
    if kind == 0 and int(day[6:]) <= 12:
        return day[:4] + day[6:] + day[4:6]
    if kind == 1:
        return day[:4] + "0101"
    if kind == 2:
        return f"{int(day[:4]) + rng.choice([-10, -1, 1, 10]):04d}" + day[4:]
    if kind == 3:
        return f"{day[:4]}{rng.randrange(1, 13):02d}{day[6:]}"
    return f"{day[:6]}{rng.randrange(1, 29):02d}"


def written_date(day, rng, formats):
    y, m, d = day[:4], day[4:6], day[6:]
    if not formats:
        return f"{y}-{m}-{d}"
    name = words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")[int(m) - 1]
    return rng.choice([f"{y}-{m}-{d}", f"{d}/{m}/{y}", f"{d}.{m}.{y}", f"{int(d)}/{int(m)}/{y}", f"{int(d)} {name} {y}", f"{d}-{name}-{y}",
                       f"{y}{m}{d}", f"{y}-{m}-{d}T00:00:00", f"{d}/{m}/{y[2:]}"])


def record_of(person, family, e, rng, stock):
    r = dict(person)
    home = person["homes"][0] if rng.random() > e.moved else rng.choice(person["homes"])
    r["address"] = dict(home)
    for name in ("forename", "surname", "middle"):
        if rng.random() < e.spelling and r[name] in stock.spell:
            r[name] = rng.choice(stock.spell[r[name]])
        if rng.random() < e.typo:
            r[name] = typo(r[name], rng)
        if rng.random() < e.plain:
            r[name] = plain(r[name])
    if rng.random() < e.renamed:
        other = stock.pick("surnames", rng)
        r["surname"] = rng.choice([other, f"{r['surname']}-{other}", f"{r['surname']} {other}"])
    if rng.random() < e.swap:
        r["forename"], r["surname"] = r["surname"], r["forename"]
    if rng.random() < e.initial:
        r["forename"] = r["forename"][:1]
    if rng.random() < e.typo:
        r["address"]["street"] = typo(r["address"]["street"], rng)
    if rng.random() < e.typo:
        r["address"]["postcode"] = typo(r["address"]["postcode"], rng)
    if rng.random() < e.typo:
        r["email"] = typo(r["email"], rng)
    if rng.random() < e.date:
        r["born"] = wrong_date(r["born"], rng)
    if rng.random() < e.others_number:
        r["nhs"] = rng.choice(family)["nhs"]
    if rng.random() < e.typo:
        r["soc"] = typo(r["soc"], rng)
    for key in ("nhs", "upn"):
        if rng.random() > e.number:
            r[key] = ""
    for key in ("middle", "sex", "phone", "email", "birthplace", "job", "soc"):
        if rng.random() < e.missing:
            r[key] = ""
    for key in list(r["address"]):
        if rng.random() < e.missing / 2:
            r["address"][key] = ""
    r["date"] = "" if rng.random() < e.no_date else written_date(r["born"], rng, e.formats)
    if rng.random() < e.placeholder:
        kind = rng.randrange(3)
        if kind == 0:
            r["forename"] = rng.choice(["baby", "unknown", "Unknown", "twin 1"])
        elif kind == 1:
            r["date"] = "1900-01-01"
        else:
            r["address"] = dict(number="", street="no fixed abode", town="", postcode="zz99 3vz")
    return r


# ---- Layouts: the columns of a file -----------------------------------------------------------------------------

def whole_address(a):
    return f"{a['number']} {a['street']}".strip()


def uk_family(r, rng, agency):
    has = dict(nhs=agency in ("nhs", "csc"), upn=agency in ("school", "csc") and int(r["born"][:4]) > 2002)
    return dict(agency=agency, first_name=r["forename"], middle_name=r["middle"], surname=r["surname"], dob=r["date"], sex=r["sex"],
                address=whole_address(r["address"]), postcode=r["address"]["postcode"],
                nhs_number=r["nhs"] if has["nhs"] else "", upn=r["upn"] if has["upn"] else "", phone=r["phone"])


def fake_1000(r, rng, agency):
    return dict(first_name=r["forename"], surname=r["surname"], dob=r["date"], city=r["address"]["town"], email=r["email"])


def febrl(r, rng, agency):
    a = r["address"]
    return dict(given_name=r["forename"], surname=r["surname"], street_number=a["number"], address_1=a["street"], address_2="",
                suburb=a["town"], postcode=a["postcode"].replace(" ", "")[-4:], state=a["town"][:3],
                date_of_birth=r["date"].replace("-", "") if len(r["date"]) == 10 else r["date"], soc_sec_id=r["soc"])


def historical_50k(r, rng, agency):
    return dict(full_name=f"{r['forename']} {r['middle']} {r['surname']}".replace("  ", " "),
                first_and_surname=f"{r['forename']} {r['surname']}", first_name=r["forename"], surname=r["surname"], dob=r["date"],
                birth_place=r["birthplace"], postcode_fake=r["address"]["postcode"], gender={"M": "male", "F": "female"}.get(r["sex"], ""),
                occupation=r["job"])


def name_and_date(r, rng, agency):
    return dict(given=r["forename"], family=r["surname"], born=r["date"])


def voters(r, rng, agency):
    return dict(first=r["forename"].upper(), middle=r["middle"].upper()[:1], last=r["surname"].upper(), birth_year=r["born"][:4],
                street=whole_address(r["address"]).upper(), city=r["address"]["town"].upper(), zip=r["address"]["postcode"].upper(),
                phone=r["phone"], party=rng.choice("DRUL"))


LAYOUTS = dict(uk_family=(uk_family, "record_id", "person_id"), fake_1000=(fake_1000, "unique_id", "cluster"),
               febrl=(febrl, "rec_id", "truth"), historical_50k=(historical_50k, "unique_id", "cluster"),
               name_and_date=(name_and_date, "id", "person"), voters=(voters, "voter", "person"))


# ---- Cases ------------------------------------------------------------------------------------------------------

@dataclass
class Case:
    stock: str
    layout: str
    people: int
    errors: Errors = field(default_factory=Errors)
    often: str = "some"          # once | few | some | many | pairs
    twins: float = 0.03
    namesakes: float = 0.06
    constant: dict = field(default_factory=dict)
    drop: tuple = ()
    singles: bool = False        # no families: one person a household


def times(often, rng):
    if often == "once":
        return 1
    if often == "few":
        return 1 + (rng.random() < .08)
    if often == "pairs":
        return 1 + (rng.random() < .5)
    if often == "many":
        return 1 + min(40, int(rng.expovariate(1 / 9)))
    return rng.choices([1, 2, 3, 4, 5, 7], [25, 25, 20, 15, 10, 5])[0]


HEAVY = dict(typo=.10, spelling=.15, missing=.2, date=.10, no_date=.05, moved=.35, renamed=.06, swap=.02, initial=.04)

CASES = dict(
    british_family=Case("british", "uk_family", 6000),
    british_family_messy=Case("british", "uk_family", 6000, Errors(**HEAVY, formats=True, placeholder=.02)),
    urdu_family=Case("urdu", "uk_family", 6000, Errors(spelling=.25)),
    urdu_family_no_numbers=Case("urdu", "uk_family", 4000, Errors(spelling=.25, number=0)),
    polish_family=Case("polish", "uk_family", 6000, Errors(plain=.4)),
    chinese_family=Case("chinese", "uk_family", 6000, Errors(spelling=.15, swap=.05)),
    welsh_family_many=Case("welsh", "uk_family", 1500, Errors(spelling=.15, plain=.2), often="many"),
    icelandic_family=Case("icelandic", "uk_family", 4000, Errors(plain=.5)),
    british_family_small=Case("british", "uk_family", 90),
    british_family_few=Case("british", "uk_family", 9000, often="few"),
    twins_everywhere=Case("british", "uk_family", 4000, twins=.5, namesakes=.4),
    stolen_numbers=Case("british", "uk_family", 4000, Errors(others_number=.06, number=.9)),
    spanish_email=Case("spanish", "fake_1000", 3000, Errors(plain=.4)),
    chinese_email=Case("chinese", "fake_1000", 3000, Errors(swap=.08, **{k: v for k, v in HEAVY.items() if k != "swap"})),
    british_email_small=Case("british", "fake_1000", 80),
    british_email_unique=Case("british", "fake_1000", 3000, often="once"),
    british_email_one_city=Case("british", "fake_1000", 2000, constant=dict(city="leeds")),
    polish_email_no_city=Case("polish", "fake_1000", 2000, Errors(plain=.4), constant=dict(city="", email="")),
    welsh_streets=Case("welsh", "febrl", 4000, Errors(**HEAVY), singles=True, often="pairs"),
    urdu_streets=Case("urdu", "febrl", 4000, Errors(spelling=.25)),
    british_streets_many=Case("british", "febrl", 800, Errors(**HEAVY), often="many"),
    british_streets_no_number=Case("british", "febrl", 4000, constant=dict(soc_sec_id="")),
    spanish_history=Case("spanish", "historical_50k", 2500, Errors(**HEAVY), often="many", singles=True),
    polish_history=Case("polish", "historical_50k", 4000, Errors(plain=.4), singles=True),
    welsh_history=Case("welsh", "historical_50k", 4000, Errors(**HEAVY), often="some", singles=True),
    british_names=Case("british", "name_and_date", 4000),
    polish_names_messy=Case("polish", "name_and_date", 4000, Errors(plain=.5, **HEAVY, formats=True)),
    chinese_names=Case("chinese", "name_and_date", 4000),
    british_names_unique=Case("british", "name_and_date", 3000, often="once"),
    british_names_small=Case("british", "name_and_date", 70),
    british_voters=Case("british", "voters", 6000, often="pairs"),
    spanish_voters=Case("spanish", "voters", 5000, Errors(plain=.3, moved=.4), often="few"),
    welsh_voters=Case("welsh", "voters", 3000, Errors(**HEAVY)),
)


def make(case, seed):
    rng = random.Random(seed)
    stock = stocks()[case.stock]
    town = Town(stock, rng, places=max(40, case.people // 15), twins=case.twins, namesakes=case.namesakes)
    layout, id_column, truth = LAYOUTS[case.layout]
    rows = []
    while town.people < case.people:
        family = town.household()
        if case.singles:
            family = family[-1:]
        for person in family:
            agencies = rng.sample(["nhs", "school", "csc", "police"], 4)
            for i in range(times(case.often, rng)):
                record = record_of(person, family, case.errors, rng, stock)
                row = layout(record, rng, agencies[i % 4])
                row.update(case.constant)
                rows.append({truth: person["person"], "household_id": person["household"], **row})
    rng.shuffle(rows)
    return id_column, truth, rows


def write(path, id_column, rows):
    with open(path, "w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, [id_column, *rows[0]])
        writer.writeheader()
        for i, row in enumerate(rows):
            writer.writerow({id_column: f"r{i}", **row})


def scale(count, path):
    """Families one after another, never all in memory."""
    rng = random.Random(77)
    stock = stocks()["british"]
    stock.surnames = stock.surnames + compound(compound(words("al bel cor dun el fen gar hes il jar kel lor mel nes or pol quin "
                                                              "ros sel tor ul ver wes yar zel"), words("a e i o u")),
                                               words("ton ford ley worth wood field ham by well burn man son er ett ing"))
    stock.streets = [f"{a} {b}" for b in words("street road lane avenue close drive way court") for a in compound(
        words("ash beech church dove elm fern grove hill ivy king lake mill north oak park queen rose south thorn vine well york"),
        ["", "field", "wood", "side", "gate"])]
    stock.prepare()
    town = Town(stock, rng, places=max(400, count // 300), twins=.02, namesakes=.02)
    errors = Errors(number=.8)
    written = 0
    writer = None
    with open(path, "w", newline="", encoding="utf-8") as out:
        while written < count:
            family = town.household()
            for person in family:
                agencies = rng.sample(["nhs", "school", "csc", "police"], 4)
                for i in range(times("some", rng)):
                    row = uk_family(record_of(person, family, errors, rng, stock), rng, agencies[i % 4])
                    row = {"record_id": written, "person_id": person["person"], "household_id": person["household"], **row}
                    writer = writer or csv.DictWriter(out, list(row))
                    if written == 0:
                        writer.writeheader()
                    writer.writerow(row)
                    written += 1


def grow(count, source, path):
    """Check digits do not survive, so identifiers count as evidence but never as conflicts in the copies."""
    letters, digits = "abcdefghijklmnopqrstuvwxyz", "0123456789"
    with open(source, encoding="utf-8") as file:
        header, *lines = file.read().splitlines()
    names = header.split(",")
    changed = [names.index(n) for n in ("first_name", "middle_name", "surname", "address", "postcode", "nhs_number", "upn", "phone")]
    truth = [names.index(n) for n in ("person_id", "household_id")]
    dob = names.index("dob")
    written = 0
    with open(path, "w", encoding="utf-8") as out:
        out.write(header + "\n")
        for copy in range(-(-count // len(lines))):
            rng = random.Random(copy)
            table = str.maketrans(letters + digits, "".join(rng.sample(letters, 26)) + "".join(rng.sample(digits, 10))) if copy else {}
            for line in lines[:count - written]:
                cells = line.split(",")
                cells[0] = str(written)
                for i in changed:
                    cells[i] = cells[i].translate(table)
                for i in truth:
                    cells[i] = f"{copy}.{cells[i]}"
                if cells[dob]:
                    cells[dob] = str(int(cells[dob][:4]) - copy) + cells[dob][4:]
                out.write(",".join(cells) + "\n")
                written += 1


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
                                    usage="generate.py FOLDER [NAME…] | --scale N FILE | --grow N SOURCE FILE")
    asked.add_argument("--grow", nargs=3, metavar=("N", "SOURCE", "FILE"))
    asked.add_argument("--scale", nargs=2, metavar=("N", "FILE"))
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("names", nargs="*", metavar="NAME")
    given = asked.parse_args()
    if given.grow:
        return grow(int(given.grow[0]), *given.grow[1:])
    if given.scale:
        return scale(int(given.scale[0]), given.scale[1])
    unknown = [name for name in given.names if name not in CASES]
    if given.folder is None or unknown:
        asked.error(f"no such case: {', '.join(unknown)}" if unknown else "where to? A folder, --scale or --grow")
    folder = given.folder
    folder.mkdir(parents=True, exist_ok=True)
    wanted = given.names or list(CASES)
    with open(folder / "cases.csv", "w", newline="", encoding="utf-8") as index:
        index.write("name,model,id,truth\n")
        for name in wanted:
            id_column, truth, rows = make(CASES[name], seed=sum(name.encode()) * 7919)
            write(folder / f"{name}.csv", id_column, rows)
            index.write(f"{name},{CASES[name].layout},{id_column},{truth}\n")


if __name__ == "__main__":
    main()
