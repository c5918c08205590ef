"""The films of MiniLens: 400 invented titles with their genres. None of them was ever shot.

A paragraph per set of genres: the genres, then titles separated by " / ". The genres decide roughly where a film lies
among the planted factors.
"""

FILMS = """
Action|Adventure
Harpoon Canyon / The Copper Falcon / Nine Ropes to Marrakesh / Thunder Over Lake Osk / The Glacier Run / Riders of
the Broken Mesa / Captain Verdigris / The Sapphire Convoy / Red Anchor Down / The Volcano Post / Six Days to Kandor
/ The Iron Caravan / Sabre and Compass / The Monsoon Express / Wolves of the Amber Pass / A Map of Burning Islands /
The Smuggler's Meridian

Action|Sci-Fi
Orbit of Steel / Ironclad Horizon / The Kestrel Protocol / Zero Gravity Siege / Battery Titan / Chrome Division /
Last Shuttle from Vesta / Pulse Grid / The Meteor Wardens / Hard Vacuum Heroes / Cobalt Uprising / Voltage Six /
Signal Lost on Ganymede / The Fusion Heist / Drone Season / Planetfall at Noon

Action|Thriller
Dead Man's Throttle / The Berlin Switch / Midnight Payload / Kill Radius Nine / Countdown at Pier 40 / A Bullet for
the Auditor / Runaway Ledger / The Viper Contract / Crossfire Junction / Nobody Leaves Tallinn / Brake Line / The
Eleventh Hostage / Safehouse Zero / The Detonator's Wife

Action|War
The Bridge at Sorrel Creek / Fourteen Came Home / Paratroop Dawn / The Siege of Hill Ninety / Torpedo Alley Boys /
Steel Rain over Karst / The Last Machine Gunner / Convoy to Arkhansk / Brothers of the Third Battery / The Minefield
Waltz

Action|Western
Dust at Coldwater / The Marshal of Dry Fork / Seven Graves West / Silver Spur Reckoning / The Widow Carries a
Winchester / Sundown in Perdition Flats / Tin Star, Long Shadow / The Mule Train Massacre / Noon Never Came / A Rope
for Eli Cade

Action|Crime
The Shanghai Getaway / Badge Number Nothing / Fists of the Harbor Police / The Armored Car Job / Two Cops and a
Crocodile / Steal the Skyline / Precinct Inferno / The Pickpocket Wars / Chinatown Turbo

Sci-Fi|Adventure
The Antimatter Mail / Beneath the Methane Sea / Castaways of Tau Ceti / The Star Cartographer / Children of the
Second Moon / Expedition Perihelion / The Brass Astronaut / Voyage to the Hollow Comet / The Galaxy Ferry /
Tomorrow's Lighthouse / Seeds for a Dead Planet

Sci-Fi|Thriller
The Cloned Senator / Sleep Debt / Memory Tax / The Glass Algorithm / Nobody's Android / The Quiet Satellite /
Subject Eleven Remembers / The Tuesday Paradox / Oxygen Lottery / The Neuron Forgers / Ghost Bandwidth

Adventure|Fantasy
The Dragon Accountant / Swordlight / The Witch of Wend Hollow / Throne of Thistles / The Moonstone Ferryman / Nine
Doors of Ysra / The Griffin Egg / A Crown for the Goatherd / The Paper Knight / Runes of the Salt King / The Cloud
Shepherd / Queen of the Drowned Forest

Animation|Children's
Pip and the Paper Whale / The Mouse Who Mailed Himself / Barnaby Builds a Moon / Turnip Town / The Umbrella Parade /
Twelve Singing Hedgehogs / Otto the Elevator / The Snow Tailor / Ferdie Finds a Foghorn / A Kite Called Susan / The
Button Bandits / Little Engine of the Deep / Marmalade Mountain / The Owl Who Was Afraid of Night

Children's|Comedy
My Teacher Is a Walrus / Grandma's Secret Submarine / The Homework Machine / Camp Catastrophe / Dog Mayor / The
Great Lemonade War / Uncle Bo's Haunted Bus / Substitute Santa / Eleven Cousins and a Goat / The Accidental
Babysitter / Hamster for President / The Pancake Championship

Children's|Adventure
The Treehouse Armada / Lost Boys of Locust Lake / The Lantern Thief / Kayak to the Moon Tide / The Secret of Badger
Tunnel / Maya and the Mountain Bear / The Atlas Kids / The Pirate Aunt / Summer of the Stone Raft

Comedy
The Wrong Bagpiper / Bureau of Lost Umbrellas / Mister Lundqvist Retires / Tax Season / Half a Mustache / Nobody
Told Gerald / Two Left Shoes / The Deputy Assistant / Bring Your Own Anchovies / Karaoke Funeral / An Idiot's Guide
to Norway / The Worst Butler in Kent / Parking Lot Kings / Soup Again / Fax Me Tomorrow / Ninety Percent Off / The
Elevator Repairman / Who Invited Doris? / Mostly Harmless Burglars / Beige Carpet

Comedy|Romance
Love in the Returns Department / The Wedding Projectionist / Four Proposals and a Flat Tire / Kissing the Locksmith
/ Dinner with the Wrong Twin / The Honeymoon Clerk / Salsa for Accountants / A Postcard from Your Ex / Table for
Three, Please / Miss Tuesday / The Bookshop on Wheels / Marry Me in Minsk / Just Say Artichoke / The Last Single
Dentist / Love, Delayed at Gate 9 / Her Brother's Accordion

Comedy|Crime
The Mozzarella Heist / Grand Theft Piano / My Cellmate the Bishop / Counterfeit Weekend / The Polite Gangster / Five
Crooks and a Casserole / The Alibi Salesman / Ransom Note, Second Draft / Kidnapping Mother / The Clumsy Forger

Comedy|Drama
A Small Town Orchestra / The Understudy's Birthday / Leaving Poughkeepsie Twice / Uncle Moritz Sells the House / The
Substitute Father / Sunday at the Laundromat / Everyone Liked Harold / The Retirement Party / Nine Holes with Father
Dunne / The Unfinished Kitchen / The Divorce Piñata / My Year as a Lighthouse

Musical|Comedy
Tap Shoes at Midnight / Singing in the Subway / The Trombone Tycoon / Broadway Bellhop / Hello, Miss Hurricane / The
Yodeling Heiress / Footlights and Fishcakes / Jukebox Serenade

Musical|Romance
The Tango Conservatory / A Waltz for Odile / Blue Violin Avenue / The Nightingale of Lisbon / Moonlight over the
Bandstand / Ballad of the River Singer

Romance|Drama
Letters from the Quinine Coast / The Orchard Between Us / A Winter Without Clara / The Ferry to Ithaca Street / What
the Harbor Kept / The Cartographer's Wife / Seven Summers in Trieste / The Weight of Plums / Rain on the Embassy
Roof / The Last Train to Sintra / Marguerite, After the War / The Silk Merchant's Promise / A House in the Shape of
You / Half-Light in Vienna / The Beekeeper's Letters / When the Jacaranda Fell / Portrait of a Swimmer

Drama
The Bricklayer's Psalm / Ash Wednesday in Dorrit Street / A Father's Inventory / The Weight of the Bell / Fourteen
Rooms / Mercy on Alder Road / The Piano Tuner of Lwow / The Night Nurse's Ledger / Salt and Bread / The
Schoolmaster's Coat / No Harvest This Year / The Widower's Garden / Coal Town Hymn / The Translator's Debt / All the
Empty Chairs / The Verdict on Samuel Reyes / A Quiet Inheritance / Harvest of Glass

Drama|War
Letters to a Sunken Ship / The Stretcher Bearers / Bread in the Bunker / The Field Hospital at Vesny / A Cello for
the Partisans / The Armistice Clerk / The Deserter's Mother / Snow on the Barbed Wire / The Drummer of Ostrava /
Ceasefire at Candlemas

Drama|Arthouse
Nine Minutes of Fog / The Color of Tuesday / Study for a Falling Tree / The Blue Room Is Empty / Dialogue with a
Staircase / Still Life with Radio / The Man Who Counted Windows / Slow River, Black Horse / The Silence of Oranges /
Elegy for a Typewriter / Interior with Two Sisters / The Ninth Corridor / An Hour Before Snow / The Mirror Gardener
/ Twelve Views of a Closed Door / Monologue in Gray / The Geometry of Grief / A Tram Called Patience / Shadows on
Whitewash / The Dust Collector

Documentary
Voices of the Tin Miners / The Last Typesetters / A Year at Weather Station 9 / Hands That Make Violins / The Eel
Fishermen / Counting the Cranes / The Potter of Oaxaca Hill / Ninety-Nine Lighthouses / The People's Observatory /
Songs from the Silo / Concrete: A Love Story

Documentary|War
The Forgotten Telegraphists / Faces of the Blockade / Children of the Airlift / The Tunnel Diggers / After the
Armistice

Crime|Drama
The Pawnbroker's Son / Eight Years for Vincent Marlow / The Fishmonger's Confession / A Clean Shirt for Court /
Numbers on Delancey / The Bail Bondsman / Under the Elevated Line / The Parole Officer's Piano / Twelve Stitches /
The Dockside Jury / A Debt to Mr. Okafor

Crime|Thriller
The Red Ledger / Cold Case Calais / The Handwriting Expert / A Knife at the Opera / The Insomniac Detective / Nobody
Saw the Florist / The Ninth Envelope / The Antwerp Strangler / Witness in Room 212 / The Blackmailer's Calendar /
The Patient Sniper / The Locksmith's Daughter Lies

Mystery|Film-Noir
Smoke on Vermilion Street / The Lady Buys a Revolver / Fog Rolls In at Four / A Corpse for Christmas Eve / The
Velvet Alibi / Midnight Belongs to Rosa / The Man in the Wet Overcoat / Blonde Ink / Farewell, Inspector / The
Cigarette Girl Knew

Mystery|Thriller
The Vanishing Violinist / Eleven Guests at Harrow House / The Clock That Lied / The Missing Archbishop / Room
Without a Key / The Librarian's Last Loan / Someone Fed the Cat / The Sleepwalker's Witness / Portrait with a Bullet
Hole

Horror
The Cellar Remembers / Moth Season / Don't Answer the Milkman / The Thing in the Silo / Blood Orchard / Crawlspace
Lullaby / The Hollow Choir / What Grows in the Well / The Taxidermist's House / Thirteen Candles for Agnes / Night
of the Wet Scarecrow / The Skin Museum / The Nursery at Blackmoor / Teeth of the Marsh

Horror|Sci-Fi
Spores from Station Nine / The Flesh Antenna / It Came from the Aquifer / Larva City / The Bone Computer / Parasite
Moon Base / The Screaming Isotope

Horror|Thriller
The Ventriloquist's Will / A Scream in the Dialysis Ward / The Hitchhiker's Twin / Babysitter, Lock the Door / The
Wax Surgeon / Last Cabin on the Left Bank

Western|Drama
The Preacher of Salt Flats / A Grave for the Schoolteacher / Winter on the Chisholm Fork / The Telegraph Widow /
Long Ride to Absolution / The Homesteader's Oath

Fantasy|Romance
The Clockwork Bride / Letters to a Mermaid / The Sleeping Cartographer / A Wish Made of Glass / The Ghost of
Apartment Six
"""

# (first film, sequel, genres): one taste, two films. Both popular, their planted factors nearly equal.
TWINS = (
    ("Starhammer", "Starhammer II: The Anvil", "Action|Sci-Fi"),
    ("The Jade Submarine", "Return of the Jade Submarine", "Action|Adventure"),
    ("Letters to Isolde", "Letters to Isolde: The Reply", "Romance|Drama"),
    ("The Crooked Steeple", "The Crooked Steeple II", "Horror"),
    ("Waffles the Bear", "Waffles the Bear Goes to Sea", "Animation|Children's"),
    ("A Room in Winter", "A Room in Spring", "Drama|Arthouse"),
    ("Inspector Quill", "Inspector Quill and the Ivory Fan", "Mystery|Thriller"),
    ("The Bumbling Vikings", "The Bumbling Vikings Do Paris", "Comedy"),
)
LOVED = ("The Lighthouse Choir", "Comedy|Drama")  # the highest planted bias, and popular
HATED = ("Beach Robots 3000", "Comedy|Sci-Fi")  # the lowest planted bias, and rated often
# Of middling bias, but rated only by the three to five people who like (dislike) them most: their plain mean misleads.
OBSCURE_LOVED = (("Notes from a Salt Farm", "Documentary"), ("A Bicycle for Anselm", "Drama|Arthouse"))
OBSCURE_HATED = (("Zoltan Versus the Carpet", "Horror"), ("The Man Who Sold Fog", "Arthouse"))


def films() -> list[tuple[str, str]]:
    """(title, genres) of all films in `FILMS`, in its order."""
    pairs = []
    for paragraph in FILMS.strip().split("\n\n"):
        genres, names = paragraph.split("\n", 1)
        pairs += [(title, genres) for title in names.replace("\n", " ").split(" / ")]
    return pairs
