//! Sectors of society, as event data tell actors apart.

use crate::entry::keywords;

keywords! {
    /// The sector of an actor, in PLOVER's codes.
    Sector {
        /// Business.
        Business = "BUS",
        /// Police and other law enforcement.
        Police = "COP",
        /// Civil society.
        Civil = "CVL",
        /// Criminals.
        Criminal = "CRM",
        /// Education and science.
        Education = "EDU",
        /// The executive.
        Government = "GOV",
        /// International organisations of states.
        Igo = "IGO",
        /// News media.
        Journalist = "JRN",
        /// Courts.
        Judiciary = "JUD",
        /// Workers and their unions.
        Labor = "LAB",
        /// Parliaments.
        Legislature = "LEG",
        /// Medicine.
        Medical = "MED",
        /// Armies.
        Military = "MIL",
        /// Organisations of citizens that act across borders.
        Ngo = "NGO",
        /// The opposition.
        Opposition = "OPP",
        /// Parties.
        Party = "PTY",
        /// Rebels.
        Rebel = "REB",
        /// Religion.
        Religion = "REL",
        /// Secret services.
        Spy = "SPY",
        /// Other armed forces.
        UnidentifiedArmed = "UAF",
    }
}
