"""Synthetic first names and surnames for workers; children have none."""

FIRST = tuple(
    """
    Aaliyah Abigail Adeola Aisha Alan Alfie Amina Andre Anita Anna Anthony Asha Beatrice Ben Bethan Bilal
    Brenda Callum Carmel Catherine Chidi Chloe Claire Daniel Dawn Deepa Denise Dominic Donna Ebony Edwin
    Eilidh Elaine Elena Emeka Emily Esther Faith Farah Fiona Frances Gareth Gemma George Grace Hannah
    Harpreet Hassan Helen Imran Ines Isaac Jade James Jasmine Joanne Jonah Joyce Kamal Karen Katie Kofi
    Laura Leanne Leila Liam Lorna Louise Lucas Maggie Marcus Maria Martha Megan Mehmet Michelle Naomi
    Natalie Nigel Nina Olivia Omar Patrick Paula Priya Rachel Rhys Rosa Ruth
    """.split()
)
LAST = tuple(
    """
    Abbott Adeyemi Ahmed Alderson Ashworth Atkins Bailey Banks Barlow Begum Bennett Birch Blackwood Boateng
    Bradley Brook Burgess Byrne Cartwright Chadwick Chaudhry Clegg Coleman Cooper Crane Dalton Davies
    Dhillon Dixon Donnelly Duffy Eastwood Edwards Ellison Emmett Farrow Fielding Finch Fletcher Garner
    Gibbons Gill Goddard Greaves Hadley Hale Hargreaves Hartley Hussain Ingram Irving Jarvis Jessop Kaur
    Keane Khan Kirby Lambert Langley Lister Lowe Mahmood Marsden Mensah Mercer Mistry Morgan Nash Newton
    Nolan Nwosu Oakley Okafor Oldham Osborne Parmar Patel Pearce Pickering Quinn Rafferty Ramsey Rawlings
    Reeve Ridley Rowland Sandhu Sargent Sheikh Shepherd Sinclair Slater Stanton Sutcliffe Swift Tait Thorne
    Tierney Townsend Underhill Vance Vaughan Waddington Walsh Warburton Whitfield Wilde Winter Wyatt Yates
    Yilmaz
    """.split()
)
