"""Invented people and companies are made of these words; nobody in particular is meant."""

GIVEN = (
    "Ana Ben Carla Diego Elif Farid Greta Hanna Ivo Jana Kofi Lena Marek Nadia Oscar Petra Quentin Rosa Sven Tara Ulrich "
    "Vera Wanda Xenia Yusuf Zoë Amara Bruno Chloé Dario Emeka Freya Goran Helga Imani Joris Katja Luca Mira Nils Olga "
    "Pavel Rania Samir Tomás Ursula Viktor Willem Yara Zanele Aiko Björn Céline Dunja Eero Fatima Gábor Hiro Ines Jürgen "
    "Kateřina Leïla Mateo Noor Ömer Paola Rasmus Saanvi Thandi Uma Wim Arjun Beatriz Cyril Devika Edgar Fiona Gustav"
).split()
FAMILY = (
    "Abelin Bastok Cormeau Dravić Eklund Farrow Grell Hostek Ibarro Jansma Kestler Lindholt Marchetto Nwosi Okafer Pellman "
    "Quistad Rovira Steenhof Tamaru Ullmark Vandermeer Westrup Xanthos Yilmazer Zelenko Adeyi Brandvold Castelnau Dufresnel "
    "Engström Feldkamp Gutzmann Hallgrim Iwamo Juhlin Kovarik Laurin Mbekani Nordqvist Ostrava Pereyra Rahmani Sørholt "
    "Trautmann Ubeda Varga-Holt Winterfeld Yoshimoro Zamborski Alström Bergamin Çelebik Duvalier Ehrenfels Fonteyn"
).split()
COMPANIES = (
    ("Northlight Software", "Software"), ("Cobalt Cloud Systems", "Software"), ("Pinewood Software", "Software"),
    ("Lumen Data Software", "Software"), ("Harbour Software Studio", "Software"), ("Kestrel Cloud Software", "Software"),
    ("Alder Bank", "Banking"), ("Riverside Savings Bank", "Banking"), ("Meridian Insurance", "Insurance"),
    ("St. Odile Hospital", "Health Care"), ("Westhafen Klinik", "Health Care"), ("Lakeside University", "Education"),
    ("Universität Nordmark", "Education"), ("Brightfield Consulting", "Consulting"), ("Oakridge Consulting", "Consulting"),
    ("Tidewater Logistics", "Logistics"), ("Blue Heron Logistics", "Logistics"), ("Halden Energy", "Energy"),
    ("Ostwind Solar Energy", "Energy"), ("Granite Construction Works", "Construction"), ("Marlow & Finch LLP Law", "Legal"),
    ("Copperleaf Media", "Media"), ("Morgenblatt Verlag", "Media"), ("Ironbridge Manufacturing", "Manufacturing"),
    ("Valmora Hotels", "Hospitality"), ("Fernweh Telecom", "Telecommunications"), ("Ministry of Transport of Arvenia", "Government"),
    ("Open Harvest Foundation", "Non-profit"), ("Greenacre Farms", "Agriculture"), ("Solvane Pharma", "Pharma"),
    ("Keystone Real Estate", "Real Estate"), ("Delmar Automotive", "Automotive"), ("Zephyr", ""), ("Tallow & Sons", ""),
)  # fmt: skip
TITLES = (
    "Software Engineer", "Senior Software Engineer", "Engineering Manager", "CTO", "Product Manager", "Head of Product",
    "UX Designer", "Data Scientist", "Data Analyst", "VP of Sales", "Account Executive", "Marketing Director", "CEO",
    "Co-Founder & CTO", "HR Business Partner", "Recruiter", "Consultant", "Senior Consultant", "Partner", "Nurse",
    "Chief Medical Officer", "Professor of Informatics", "PhD Student", "Geschäftsführer", "Projektleiterin",
    "Directora de Marketing", "Ingénieur logiciel", "Operations Manager", "Head of Logistics", "Lawyer", "General Counsel",
    "Financial Analyst", "CFO", "Journalist", "Customer Success Manager", "Werkstudent", "Storyteller", "Teacher",
    "Electrical Engineer", "Research Associate", "Office Manager", "Open to work", "Founder", "Policy Advisor",
)  # fmt: skip
SUBJECTS = (
    "Lunch next week", "The draft you asked for", "A question about pricing", "Introduction to a colleague", "Notes from today",
    "Your talk in Lund", "Contract details", "Reading list", "Thank you", "Feedback on the prototype", "Catching up",
    "Dates for the workshop", "A book you may like", "Hiring a designer", "The budget for spring", "Congratulations!",
)  # fmt: skip
SENTENCES = (
    "It was good to see you last week; I thought about what you said.", "Could you have a look at the draft before Friday?",
    "I spoke with a colleague who should meet you.", "How did the presentation go?", "Thank you for the reference, it helped a lot.",
    "We are looking for somebody who knows logistics. Anyone in mind?", "The kids are well, the move is done.",
    "I changed jobs in spring, the new team is great.", "Here is the article I mentioned.", "Shall we find an hour in the next days?",
)  # fmt: skip
MEETINGS = (
    "Coffee",
    "Project review",
    "Lunch",
    "Planning",
    "Catch-up",
    "Interview debrief",
    "Mentoring",
    "Budget talk",
)
SKILLS = (
    "Project Management",
    "Negotiation",
    "Python",
    "Public Speaking",
    "Strategy",
    "Data Analysis",
    "Coaching",
)
