#!/usr/bin/env python3
"""Writes tables with the traps of those that people bring, into the current folder. Seeded: always the same bytes.

adult.data, adult.test   no header; "?" for what is missing; the test part has a first line of no use and a dot behind
                         its classes
titanic.csv              quoted names with commas and quotes, empty cells, tickets of digits and letters, ids
housing.csv              a column of words among numbers, a tenth of a column empty, a target over five decades
"""
import csv
import random

WORK = ["Private", "Self-emp", "Federal-gov", "?", "Never-worked"]
EDUCATION = ["HS-grad", "Some-college", "Bachelors", "Masters", "Preschool"]
MARRIAGE = ["Married-civ-spouse", "Never-married", "Divorced"]
COUNTRY = ["United-States"] * 60 + ["Mexico", "?", "Germany", "India", "Cuba"]
FIRST = ["Anna", "John", "Maria", "William", "Elizabeth", "Karl"]
LAST = ["Smith", "O'Brien", "van der \"Berg\"", "Andersson", "Jonsson"]


def adult(draw, rows, name, dot):
    with open(name, "w") as out:
        if dot:
            out.write("|1x3 Cross validator\n")
        for _ in range(rows):
            education = draw.randrange(5)
            age, hours = draw.randint(17, 90), draw.randint(10, 80)
            gain = int(draw.expovariate(1 / 5000)) if draw.random() < 0.1 else 0
            rich = education * 0.8 + age / 30 + hours / 40 + gain / 4000 + draw.gauss(0, 1) > 4.6
            out.write(", ".join(map(str, [age, draw.choice(WORK), draw.randint(20000, 900000), EDUCATION[education],
                                          draw.choice(MARRIAGE), gain, hours, draw.choice(COUNTRY),
                                          (">50K" if rich else "<=50K") + dot])) + "\n")


def titanic(draw):
    with open("titanic.csv", "w", newline="") as out:
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow(["PassengerId", "Survived", "Pclass", "Name", "Sex", "Age", "Ticket", "Fare", "Cabin", "Embarked"])
        for number in range(1, 601):
            female, rank = draw.random() < 0.36, draw.choice([1, 2, 3, 3])
            age = "" if draw.random() < 0.2 else round(draw.uniform(0.5, 75), 1)
            saved = (1.8 if female else -0.6) - 0.7 * (rank - 2) + draw.gauss(0, 1) > 0
            name = f"{draw.choice(LAST)}, {'Mrs.' if female else 'Mr.'} {draw.choice(FIRST)} \"{number}\""
            ticket = draw.choice([str(draw.randint(1000, 400000)), f"PC {draw.randint(1000, 99999)}", "LINE"])
            table.writerow([number, int(saved), rank, name, "female" if female else "male", age, ticket,
                            round(draw.lognormvariate(3, 1), 4), "" if rank > 1 else f"C{draw.randint(1, 99)}",
                            "" if draw.random() < 0.01 else draw.choice("SSSCQ")])


def housing(draw):
    with open("housing.csv", "w", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["longitude", "latitude", "rooms", "bedrooms", "income", "ocean_proximity", "value"])
        for _ in range(800):
            near = draw.choice(["<1H OCEAN", "INLAND", "NEAR BAY", "NEAR OCEAN"] * 20 + ["ISLAND"])
            rooms, income = draw.randint(2, 3000), round(draw.lognormvariate(1.2, 0.5), 4)
            value = round(40000 * income * (0.7 if near == "INLAND" else 1.2) * draw.lognormvariate(0, 0.2), 1)
            table.writerow([round(draw.uniform(-124, -114), 2), round(draw.uniform(32, 42), 2), rooms,
                            "" if draw.random() < 0.1 else rooms // 5, income, near, value])


def main():
    draw = random.Random(15)
    adult(draw, 900, "adult.data", "")
    adult(draw, 400, "adult.test", ".")
    titanic(draw)
    housing(draw)


main()
